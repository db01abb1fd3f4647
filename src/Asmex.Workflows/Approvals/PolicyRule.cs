namespace Asmex.Workflows.Approvals;

/// <summary>Who decides on requests of one kind whose amount lies in a band, perhaps only of some regions or action types. The first rule that fits holds.</summary>
/// <param name="Levels">One after the other, or beside the one before.</param>
public sealed record PolicyRule(IReadOnlyList<ApprovalLevel> Levels)
{
    public ApprovalKind Kind { get; init; } = ApprovalKind.Budget;

    /// <summary>The amount must lie above it.</summary>
    public decimal Above { get; init; }

    /// <summary>The greatest amount (included); without it there is none.</summary>
    public decimal? UpTo { get; init; }

    /// <summary>Codes of regions; none named: all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Definitions of action types; none named: all, and what belongs to no action.</summary>
    public IReadOnlyList<string> ActionTypes { get; init; } = [];

    /// <summary>How long a request may wait; without it, as the policy says.</summary>
    public int? WorkingDays { get; init; }

    /// <summary>The role that may decide too when a request waits too long; without it the policy's, where that one does not stand below those who are asked.</summary>
    public string? EscalateTo { get; init; }

    public bool Fits(Request request) =>
        Kind == request.Kind && request.Amount > Above && (UpTo is null || request.Amount <= UpTo)
        && (Regions.Count == 0 || Regions.Contains(request.Region)) && (ActionTypes.Count == 0 || (request.ActionType is { } type && ActionTypes.Contains(type)));
}
