using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Activities;

/// <summary>Opens a round of invitations; its end answers the bookmark of the asker.</summary>
public sealed record InviteFirmsEffect(string ExecutionId, string ActivityId, string Letter, Audience Audience, EventDetails Event) : Effect(ExecutionId)
{
    /// <summary>Working days until a round closes, where the definition does not say.</summary>
    public const int UsualDays = 12;

    public IReadOnlyList<int> Reminders { get; init; } = [];
    public int ClosesAfter { get; init; } = UsualDays;
    public Questions Questions { get; init; } = new();
}

/// <summary>Writes to firms without asking for an answer.</summary>
public sealed record SendFirmLettersEffect(string ExecutionId, string Letter, IReadOnlyList<Guid> FirmIds) : Effect(ExecutionId)
{
    public Wording? SubjectOf { get; init; }
    public Wording? Note { get; init; }
}
