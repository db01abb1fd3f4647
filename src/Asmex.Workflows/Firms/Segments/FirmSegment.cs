using Asmex.Workflows.Firms.Search;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms.Segments;

/// <summary>A choice of firms under a name, of one person or shared with all. Who belongs to it is found anew each time.</summary>
public sealed class FirmSegment
{
    public const int LongestName = 80;

    private FirmSegment()
    {
    }

    public FirmSegment(string? name, FirmFilter filter, bool isShared, Actor by, DateTimeOffset now)
    {
        Name = Line.Of(name, LongestName) ?? throw new RuleBrokenException("Segments.NameMissing");
        (OwnerId, OwnerName, MadeAt) = (by.PersonId ?? throw new NothingThereException("segment"), by.Name, now);
        Choose(filter, isShared, now);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Name { get; private init; } = "";
    public Guid OwnerId { get; private init; }
    public string OwnerName { get; private init; } = "";
    public FirmFilter Filter { get; private set; } = new();
    public bool IsShared { get; private set; }
    public DateTimeOffset MadeAt { get; private init; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <exception cref="RuleBrokenException">Nothing narrows the choice: that would be every firm.</exception>
    public void Choose(FirmFilter filter, bool isShared, DateTimeOffset now)
    {
        if (filter.IsEmpty)
        {
            throw new RuleBrokenException("Segments.Everybody");
        }

        (Filter, IsShared, ChangedAt) = (filter, isShared, now);
    }
}
