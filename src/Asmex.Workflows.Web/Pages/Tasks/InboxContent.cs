using Asmex.Workflows.Approvals;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>What the page of the inbox shows: one list, how long each is, and beside one's own list the first of the others.</summary>
public sealed record InboxContent(
    InboxQuery Query, InboxCounts Counts, InboxCount Total, IReadOnlyList<InboxRow> Rows, IReadOnlyList<InboxRow> ToClaim, IReadOnlyList<InboxRow> WithOthers,
    IReadOnlyList<WaitingRequest> Requests, IReadOnlyList<InboxRow> Done)
{
    public static InboxContent Empty { get; } = new(new InboxQuery(), new InboxCounts(default, default, default, default, default), default, [], [], [], [], []);

    public DateOnly Today { get; init; }
    public NextTask? Next { get; init; }

    /// <summary>What to filter by: the plans and actions that anything here belongs to.</summary>
    public IReadOnlyList<(Guid Id, Wording Name)> Works { get; init; } = [];
    public IReadOnlyList<SavedList> Saved { get; init; } = [];

    public InboxCount Waiting => Counts.Waiting with { Value = Counts.Waiting.Value + Requests.Count };

    /// <summary>One's own list in the order of days is read in three parts.</summary>
    public bool IsInParts => Query is { List: InboxList.Mine, Sort: InboxSort.Due };
    public IReadOnlyList<InboxRow> Late => [.. Rows.Where(r => r.DueOn < Today)];
    public IReadOnlyList<InboxRow> ThisWeek => [.. Rows.Where(r => r.DueOn >= Today && r.DueOn <= EndOfWeek)];
    public IReadOnlyList<InboxRow> Later => [.. Rows.Where(r => r.DueOn > EndOfWeek)];
    public bool IsEmpty => Rows.Count + ToClaim.Count + WithOthers.Count == 0 && (Query.List is not (InboxList.Mine or InboxList.Waiting) || Requests.Count == 0);

    private DateOnly EndOfWeek => Today.AddDays((7 - (int)Today.DayOfWeek) % 7);
}

/// <summary>A request of this person that somebody else has to decide on.</summary>
public sealed record WaitingRequest(Approval Request, Wording? Work);
