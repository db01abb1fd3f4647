using Asmex.Workflows.People;

namespace Asmex.Workflows.Approvals;

/// <summary>Fits the levels of a rule to those who ask.</summary>
internal static class Askers
{
    /// <param name="askers">The requester, and for whom a deputy asks.</param>
    public static async Task<IReadOnlyList<ApprovalLevel>> AskedAsync(
        this PeopleDirectory people, IReadOnlyList<ApprovalLevel> levels, string region, IEnumerable<Guid?> askers, DateOnly today, CancellationToken cancellation)
    {
        if (levels.All(l => l.Otherwise is null))
        {
            return levels;
        }

        var held = (await people.ByIdAsync([.. askers.OfType<Guid>()], cancellation)).SelectMany(p => Actor.Of(p, today).Holdings).ToList();
        return [.. levels.Select(l => l.AskedBy(held, region))];
    }
}
