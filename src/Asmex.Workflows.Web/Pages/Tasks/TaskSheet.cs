using Asmex.Workflows.Files;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>A task with what its page shows around it.</summary>
/// <param name="Work">The plan or action it belongs to.</param>
/// <param name="Step">Which of the workflow's steps it is, from 1; nothing where steps are not counted.</param>
/// <param name="DaysLeft">Working days to its day; negative: since.</param>
/// <param name="Link">The personal link that opens it now.</param>
/// <param name="Firms">The firms that its draft or answer names.</param>
public sealed record TaskSheet(
    PlanTask Task, Wording? Work, int? Step, int Steps, int DaysLeft, string? Assignee, GuestLink? Link, ILookup<string, StoredFile> Files, IReadOnlyList<Firm> Firms)
{
    /// <summary>Who works on it for its owner, by name.</summary>
    public string? EntrustedTo { get; init; }
    public IReadOnlyList<TaskCheck> Checks { get; init; } = [];

    /// <summary>Needs of firms, each in words: those to choose from, or the one that was chosen.</summary>
    public IReadOnlyList<(Guid Id, string Said)> Needs { get; init; } = [];
}
