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

    /// <summary>The server took nobody, and no other letter had an answer from it.</summary>
    public bool IsUnreached { get; private set; }

    public bool IsEmpty => Tried == 0 && _slowed.Count == 0 && _kept.Count == 0 && Trouble is null && !IsUnreached;

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
            IsUnreached = Tried == 0 && (IsUnreached || result is SendResult.Blocked { IsPace: false });
            if (IsUnreached && Words.Length == 0)
            {
                Words = result.Reply;
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
