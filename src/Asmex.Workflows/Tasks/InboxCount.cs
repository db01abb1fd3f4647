using Asmex.Workflows.Approvals;

namespace Asmex.Workflows.Tasks;

/// <summary>How many a list holds; beyond <see cref="TaskInbox.MostCounted"/> only that there are more.</summary>
public readonly record struct InboxCount(int Value, bool IsMore = false)
{
    internal static InboxCount Of(int counted, int most) => new(Math.Min(counted, most), counted > most);
}

/// <summary>How long each list of a person is, at one instant.</summary>
public sealed record InboxCounts(InboxCount Mine, InboxCount Late, InboxCount Region, InboxCount Claim, InboxCount Waiting);

/// <summary>One page of a list, and how much there is of it.</summary>
/// <param name="Requests">What this person asked of others and nobody has decided yet, the first due first.</param>
public sealed record InboxPage(IReadOnlyList<InboxRow> Rows, InboxCount Total, InboxCounts Counts, IReadOnlyList<Approval> Requests);
