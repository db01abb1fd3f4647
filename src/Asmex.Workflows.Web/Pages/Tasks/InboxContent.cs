using Asmex.Workflows.Approvals;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>The work of one person at one moment; every figure of the page is the length of one of these lists.</summary>
public sealed record InboxContent(
    IReadOnlyList<InboxRow> Late, IReadOnlyList<InboxRow> ThisWeek, IReadOnlyList<InboxRow> Later, IReadOnlyList<InboxRow> WithGuests,
    IReadOnlyList<WaitingRequest> Requests, IReadOnlyList<InboxRow> ToClaim, IReadOnlyList<DoneRow> Done)
{
    public static InboxContent Empty { get; } = new([], [], [], [], [], [], []);

    /// <summary>What to filter by: the plans and actions that anything here belongs to.</summary>
    public IReadOnlyList<(Guid Id, Wording Name)> Works { get; init; } = [];

    public int ToDo => Late.Count + ThisWeek.Count + Later.Count;
    public int Waiting => WithGuests.Count + Requests.Count;
    public bool IsEmpty => ToDo + Waiting + ToClaim.Count == 0;
}

/// <summary>A request of this person that somebody else has to decide on.</summary>
public sealed record WaitingRequest(Approval Request, Wording? Work);

/// <summary>A task that was completed lately.</summary>
public sealed record DoneRow(Guid Id, Wording Title, Guid? PlanId, Guid? ActionId, string Region, string CompletedBy, DateTimeOffset CompletedAt)
{
    public Wording? Work { get; init; }
}
