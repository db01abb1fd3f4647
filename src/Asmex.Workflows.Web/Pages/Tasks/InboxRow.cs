using Asmex.Workflows.Calendars;
using Asmex.Workflows.People;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>What the inbox says of one open task.</summary>
public sealed record InboxRow(Guid Id, TaskKind Kind, Wording Title, Guid? PlanId, Guid? ActionId, string Region, string Role, Guid? AssigneeId,
    DateOnly DueOn, DateTimeOffset OpenedAt, DateTimeOffset? DraftSavedAt, string? RemarksBy, DateRule? Due, int CalendarVersion)
{
    /// <summary>The plan or action it belongs to.</summary>
    public Wording? Work { get; init; }

    /// <summary>Who has its personal link.</summary>
    public string? Guest { get; init; }

    /// <summary>Working days since its day, or (negative) until it.</summary>
    public int DaysLate { get; init; }

    public bool IsForGuest => Role is Roles.Expert or Roles.Partner or Roles.Firm;
    public string AccountableRole => IsForGuest ? Roles.Delegate : Role;
    public string Link => TaskLinks.Do(Kind, Id, PlanId);
    public bool MayClaim(Actor actor) => AssigneeId is null && actor.Is(AccountableRole, Region);
}
