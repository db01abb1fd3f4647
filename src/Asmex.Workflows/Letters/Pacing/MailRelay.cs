using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Letters.Pacing;

/// <summary>A way out of the house as all copies of the program see it: what may leave now, what left today, how letters fared, and whether it is paused.</summary>
public sealed class MailRelay
{
    private static readonly TimeSpan _longestSilence = TimeSpan.FromHours(6);

    private readonly List<MailBucket> _buckets = [];

    private MailRelay()
    {
    }

    public MailRelay(string key, PaceOptions pace, DateTimeOffset now)
    {
        (Key, Day, WindowFrom) = (key, Zone.DateOf(now), now);
        _buckets.AddRange(MailLanes.All.Prepend(MailLanes.Relay).Select(lane => new MailBucket(key, lane, pace.PerMinuteOf(lane), now)));
    }

    /// <summary>Host and port; <c>files</c> without a server.</summary>
    public string Key { get; private init; } = "";
    public IReadOnlyList<MailBucket> Buckets => _buckets;

    public DateOnly Day { get; private set; }

    /// <summary>Letters of <see cref="Day"/>.</summary>
    public int Today { get; private set; }

    public DateTimeOffset WindowFrom { get; private set; }
    public int Tried { get; private set; }
    public int Deferred { get; private set; }
    public int Rejected { get; private set; }

    /// <summary>Since when it has taken nobody; absent while it answers.</summary>
    public DateTimeOffset? UnreachedSince { get; private set; }

    public DateTimeOffset? PausedAt { get; private set; }
    public PauseReason? Reason { get; private set; }

    /// <summary>What a server said last before the pause.</summary>
    public string? Words { get; private set; }

    /// <summary>The administrators' task about the pause.</summary>
    public Guid? TaskId { get; private set; }
    public string? ResumedBy { get; private set; }
    public DateTimeOffset? ResumedAt { get; private set; }

    public bool IsPaused => PausedAt is not null;

    public MailBucket Bucket(string lane) => _buckets.Single(b => b.Lane == lane);

    /// <summary>Brings the buckets, the day and the window up to now.</summary>
    /// <returns>True when a day has ended on which letters had to wait for the warm-up or a pause.</returns>
    public bool Refill(PaceOptions pace, DateTimeOffset now)
    {
        foreach (var bucket in _buckets)
        {
            bucket.Refill(pace.PerMinuteOf(bucket.Lane), now);
        }

        var today = Zone.DateOf(now);
        var heldBack = today > Day && (IsPaused || Today >= pace.CapOn(Day));
        (Day, Today) = today == Day ? (Day, Today) : (today, 0);
        if (now - WindowFrom >= pace.BreakerWindow)
        {
            (WindowFrom, Tried, Deferred, Rejected) = (now, 0, 0, 0);
        }

        return heldBack;
    }

    /// <summary>How many invitations may leave now: none while paused, and no more than the warm-up leaves of today.</summary>
    public int OutreachLeft(PaceOptions pace) =>
        IsPaused ? 0 : pace.CapOn(Day) is { } cap ? Math.Clamp(cap - Today, 0, Bucket(MailLanes.Relay).Whole) : Bucket(MailLanes.Relay).Whole;

    public void Take(string lane, int count)
    {
        Bucket(MailLanes.Relay).Take(count);
        Bucket(lane).Take(count);
        Today += count;
    }

    /// <summary>Letters that were claimed and not tried.</summary>
    public void GiveBack(string lane, int count)
    {
        Bucket(MailLanes.Relay).GiveBack(count);
        Bucket(lane).GiveBack(count);
        Today = Math.Max(0, Today - count);
    }

    /// <summary>Whether the server let a batch in. What was noted long ago is another trouble: somewhere between nothing was to be sent.</summary>
    public void Reach(bool isReached, DateTimeOffset now) => UnreachedSince = isReached ? null : now - UnreachedSince < _longestSilence ? UnreachedSince : now;

    public void SlowDown(string lane, DateTimeOffset now) => Bucket(lane).SlowDown(now);

    public void Count(int tried, int deferred, int rejected) => (Tried, Deferred, Rejected) = (Tried + tried, Deferred + deferred, Rejected + rejected);

    /// <summary>Why it would be wrong to go on; null when letters fare well.</summary>
    public PauseReason? Trouble(PaceOptions pace, int moreTried = 0, int moreDeferred = 0, int moreRejected = 0)
    {
        double tried = Tried + moreTried;
        return tried < pace.BreakerLeast ? null
            : Rejected + moreRejected > tried * pace.BreakerRejected ? PauseReason.Rejections
            : Deferred + moreDeferred > tried * pace.BreakerDeferred ? PauseReason.Deferrals
            : null;
    }

    /// <summary>True when it has taken nobody for too long: what waits would become too late without a word.</summary>
    public bool IsAway(PaceOptions pace, DateTimeOffset now) => now - UnreachedSince >= pace.Unreachable;

    public void Pause(PauseReason reason, string words, Guid taskId, DateTimeOffset now) =>
        (PausedAt, Reason, Words, TaskId) = (now, reason, words.Length <= 500 ? words : words[..500], taskId);

    /// <summary>Somebody has seen to it; counting begins anew.</summary>
    public void Resume(string by, DateTimeOffset now) =>
        (PausedAt, Reason, Words, TaskId, ResumedBy, ResumedAt, WindowFrom, Tried, Deferred, Rejected, UnreachedSince) = (null, null, null, null, by, now, now, 0, 0, 0, null);
}

/// <summary>Why a relay was paused.</summary>
public enum PauseReason
{
    /// <summary>Too many letters were refused for good.</summary>
    Rejections,

    /// <summary>Too many letters were refused for now.</summary>
    Deferrals,

    /// <summary>A receiver does not believe that we are the sender (5.7.26, 5.7.515): every further letter would harm.</summary>
    Unauthenticated,

    /// <summary>The server has taken nobody for too long: it is away, or does not know us any more.</summary>
    Unreachable,
}
