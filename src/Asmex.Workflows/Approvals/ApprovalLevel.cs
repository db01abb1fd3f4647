using System.Text.Json.Serialization;
using Asmex.Workflows.People;

namespace Asmex.Workflows.Approvals;

/// <summary>Who must say yes at one level: so many people who hold this role for the region.</summary>
/// <param name="Beside">Asked at the same time as the level before it, not after.</param>
public sealed record ApprovalLevel(string Role, int Quorum = 1, bool Beside = false)
{
    /// <summary>A role whose holders may decide here too, where the one who asks holds <see cref="Role"/> and so may not.</summary>
    public string? Otherwise { get; init; }

    [JsonIgnore]
    public IReadOnlyList<string> Roles => Otherwise is null ? [Role] : [Role, Otherwise];

    /// <summary>As it is asked of one request: the other role only where one of those who ask holds the first for the region.</summary>
    public ApprovalLevel AskedBy(IEnumerable<Holding> askers, string region) =>
        Otherwise is null || askers.Any(h => h.IsFor(Role, region)) ? this : this with { Otherwise = null };
}
