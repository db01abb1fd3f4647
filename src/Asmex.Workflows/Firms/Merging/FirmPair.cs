using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms.Merging;

/// <summary>Two files of the registry that may be one firm, and why; a person decides.</summary>
public sealed class FirmPair
{
    private FirmPair()
    {
    }

    public FirmPair(Guid one, Guid other, PairLikeness likeness, DateTimeOffset now)
    {
        (FirstId, SecondId) = Ordered(one, other);
        (Score, Signs, FoundAt) = (likeness.Score, likeness.Signs, now);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid FirstId { get; private init; }
    public Guid SecondId { get; private init; }

    /// <summary>From 0 to 100.</summary>
    public int Score { get; private set; }
    public IReadOnlyList<PairSign> Signs { get; private set; } = [];
    public DateTimeOffset FoundAt { get; private init; }
    public PairState State { get; private set; }
    public string? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The same two always come in the same order.</summary>
    public static (Guid First, Guid Second) Ordered(Guid one, Guid other) => one.CompareTo(other) < 0 ? (one, other) : (other, one);

    /// <summary>The files were changed: they are more or less alike than before.</summary>
    public void Weigh(PairLikeness likeness) => (Score, Signs) = (likeness.Score, likeness.Signs);

    /// <summary>They are two firms; that is remembered.</summary>
    public void SetAside(string byName, DateTimeOffset now)
    {
        if (State == PairState.Merged)
        {
            throw new RuleBrokenException("Merging.PairMerged", DecidedBy!, DecidedAt!.Value);
        }

        Decide(PairState.NotSame, byName, now);
    }

    public void Merge(string byName, DateTimeOffset now) => Decide(PairState.Merged, byName, now);

    /// <summary>The merge was undone: a person may look again.</summary>
    public void Reopen() => (State, DecidedBy, DecidedAt) = (PairState.Open, null, null);

    private void Decide(PairState state, string byName, DateTimeOffset now) => (State, DecidedBy, DecidedAt) = (state, byName, now);
}

/// <param name="Score">From 0 to 100.</param>
public sealed record PairLikeness(int Score, IReadOnlyList<PairSign> Signs);
