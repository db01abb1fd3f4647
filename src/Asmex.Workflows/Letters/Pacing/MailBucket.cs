namespace Asmex.Workflows.Letters.Pacing;

/// <summary>How many letters of a lane may leave now: it fills by the minute up to a minute's worth, and more slowly for a while after a server asked for it.</summary>
public sealed class MailBucket
{
    private const int MostHalvings = 4;

    private static readonly TimeSpan _recovery = TimeSpan.FromMinutes(15);

    private MailBucket()
    {
    }

    public MailBucket(string relay, string lane, int perMinute, DateTimeOffset now) => (Relay, Lane, Tokens, RefilledAt) = (relay, lane, perMinute, now);

    public string Relay { get; private init; } = "";
    public string Lane { get; private init; } = "";
    public double Tokens { get; private set; }
    public DateTimeOffset RefilledAt { get; private set; }

    /// <summary>How often the rate was halved; one halving passes every quarter of an hour.</summary>
    public int Halvings { get; private set; }
    public DateTimeOffset? SlowedAt { get; private set; }

    public int Whole => (int)Math.Floor(Tokens);

    /// <summary>Letters a minute just now.</summary>
    public double RateOf(int perMinute, DateTimeOffset now) => perMinute / Math.Pow(2, HalvingsAt(now));

    public void Refill(int perMinute, DateTimeOffset now)
    {
        var rate = RateOf(perMinute, now);

        // The clocks of two copies differ a little; time does not run backwards for that.
        var minutes = Math.Max(0, (now - RefilledAt).TotalMinutes);
        Tokens = Math.Min(Math.Max(1, rate), Tokens + minutes * rate);
        RefilledAt = now > RefilledAt ? now : RefilledAt;
    }

    public void Take(int count) => Tokens -= count;

    public void GiveBack(int count) => Tokens += count;

    public void SlowDown(DateTimeOffset now) => (Halvings, SlowedAt, Tokens) = (Math.Min(MostHalvings, HalvingsAt(now) + 1), now, 0);

    private int HalvingsAt(DateTimeOffset now) => SlowedAt is { } slowed ? Math.Max(0, Halvings - (int)((now - slowed) / _recovery)) : 0;
}
