using Asmex.Workflows.Calendars;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>What a list says of one task.</summary>
public sealed record InboxRow(Guid Id, TaskKind Kind, Wording Title, Guid? PlanId, Guid? ActionId, string Region, string Role, Guid? AssigneeId, Guid? EntrustedId,
    DateOnly DueOn, DateTimeOffset OpenedAt, DateTimeOffset? DraftSavedAt, string? RemarksBy, string? ReturnedBy, TaskPriority Priority, DateOnly? FollowUpOn,
    DateRule? Due, int CalendarVersion, int Version, string? CompletedBy, DateTimeOffset? CompletedAt)
{
    /// <summary>The plan or action it belongs to.</summary>
    public Wording? Work { get; init; }

    /// <summary>Who has its personal link.</summary>
    public string? Guest { get; init; }

    /// <summary>Who is accountable for it, and who works on it for them, by name.</summary>
    public string? Owner { get; init; }
    public string? EntrustedTo { get; init; }

    /// <summary>Working days since its day, or (negative) until it.</summary>
    public int DaysLate { get; init; }

    public bool IsForGuest => Role is Roles.Expert or Roles.Partner or Roles.Firm;
    public string AccountableRole => IsForGuest ? Roles.Delegate : Role;
    public bool MayClaim(Actor actor) => AssigneeId is null && actor.Is(AccountableRole, Region);
}
