using Asmex.Workflows.Letters.Sending;

namespace Asmex.Workflows.Letters.Pacing;

/// <summary>How the letters of one batch fared so far; senders beside each other share it.</summary>
internal sealed class Tally(MailRelay relay, PaceOptions pace)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _slowed = [];
    private readonly Dictionary<string, int> _kept = [];

    public int Tried { get; private set; }
    public int Deferred { get; private set; }
    public int Rejected { get; private set; }
    public PauseReason? Trouble { get; private set; }
    public string Words { get; private set; } = "";

    public IReadOnlyCollection<string> Slowed => _slowed;

    /// <summary>Letters that something had come between, by lane: they took a place among those that leave, and did not.</summary>
    public IReadOnlyDictionary<string, int> Kept => _kept;

    /// <summary>Whether the server lets us in at all; unknown while nothing was tried.</summary>
    public bool? IsReached { get; private set; }

    public bool IsEmpty => Tried == 0 && _slowed.Count == 0 && _kept.Count == 0 && Trouble is null && IsReached is null;

    public bool IsSlowed(string lane)
    {
        lock (_lock)
        {
            return _slowed.Contains(lane);
        }
    }

    public void Add(string lane, SendResult result)
    {
        lock (_lock)
        {
            Tried += result is SendResult.NotOurs or SendResult.Obstructed or SendResult.Blocked ? 0 : 1;
            Deferred += result is SendResult.Deferred or SendResult.Slowed or SendResult.Crowded ? 1 : 0;
            Rejected += result is SendResult.Rejected ? 1 : 0;
            if (result is not (SendResult.NotOurs or SendResult.Obstructed) && IsReached != true)
            {
                (IsReached, Words) = (result is not SendResult.Blocked { IsPace: false }, result.Reply);
            }

            if (result is SendResult.Obstructed)
            {
                _kept[lane] = _kept.GetValueOrDefault(lane) + 1;
            }

            if (result is SendResult.Slowed or SendResult.Blocked { IsPace: true })
            {
                _slowed.Add(result is SendResult.Slowed ? lane : MailLanes.Relay);
            }

            if (Trouble is null && TroubleOf(result) is { } trouble)
            {
                (Trouble, Words) = (trouble, result.Reply);
            }
        }
    }

    // What paused the relay is known already: it must not stop the letters that go all the same.
    private PauseReason? TroubleOf(SendResult result) =>
        result is SendResult.Unauthenticated ? PauseReason.Unauthenticated : relay.IsPaused ? null : relay.Trouble(pace, Tried, Deferred, Rejected);
}
