using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms.Merging;

/// <summary>Two files became one; while nothing speaks against it, it can be undone.</summary>
public sealed class FirmMerge
{
    private FirmMerge()
    {
    }

    public FirmMerge(Guid pairId, Firm kept, Firm other, MergeRecord record, Actor by, DateTimeOffset now)
    {
        (PairId, FirmId, OtherId, OtherName, Record) = (pairId, kept.Id, other.Id, other.Name, record);
        (ById, ByName, At) = (by.PersonId, by.Name, now);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid PairId { get; private init; }

    /// <summary>The file that was kept.</summary>
    public Guid FirmId { get; private init; }
    public Guid OtherId { get; private init; }
    public string OtherName { get; private init; } = "";
    public MergeRecord Record { get; private init; } = default!;
    public Guid? ById { get; private init; }
    public string ByName { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
    public string? UndoneBy { get; private set; }
    public DateTimeOffset? UndoneAt { get; private set; }

    public void Undo(string byName, DateTimeOffset now)
    {
        if (UndoneAt is { } at)
        {
            throw new RuleBrokenException("Merging.UndoneAlready", UndoneBy!, at);
        }

        (UndoneBy, UndoneAt) = (byName, now);
    }
}
