using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Approvals;

/// <summary>A policy as it was published: who, when, why, and in spite of which holes. Never changed.</summary>
public sealed class PolicyVersion
{
    private PolicyVersion()
    {
    }

    /// <param name="holes">What the checker found, one line each.</param>
    /// <param name="despite">Why it is published all the same; needed where there are holes.</param>
    public PolicyVersion(ApprovalPolicy policy, string? reason, IReadOnlyList<string> holes, string? despite, Actor by, DateTimeOffset at)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleBrokenException("Policies.NoReason");
        }

        if (holes.Count > 0 && string.IsNullOrWhiteSpace(despite))
        {
            throw new RuleBrokenException("Policies.HasHoles", holes.Count, holes[0]);
        }

        (Number, Text, Reason) = (policy.Version, policy.Write(), reason.Trim());
        (Holes, Despite) = holes.Count == 0 ? (null, null) : (string.Join('\n', holes), despite!.Trim());
        (ById, By, At) = (by.PersonId, by.Name, at);
    }

    public int Number { get; private init; }
    public string Text { get; private init; } = "";
    public string Reason { get; private init; } = "";
    public string? Holes { get; private init; }
    public string? Despite { get; private init; }
    public Guid? ById { get; private init; }
    public string By { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    public ApprovalPolicy Policy => ApprovalPolicy.Read(Text);
}
