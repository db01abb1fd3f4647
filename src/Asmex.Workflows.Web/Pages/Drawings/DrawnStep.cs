using Asmex.Workflows.Web.Pages.Shared;

namespace Asmex.Workflows.Web.Pages.Drawings;

/// <summary>One step on the drawing.</summary>
/// <param name="Title">Whole, in the reader's language.</param>
/// <param name="Lines">The title, broken to fit the box.</param>
/// <param name="Who">The roles that do it, in the reader's language; empty where nobody does.</param>
public sealed record DrawnStep(string Id, StepShape Shape, Box Box, string Title, IReadOnlyList<string> Lines, string Who, StepState? State)
{
    public bool IsJoint => Shape is StepShape.Start or StepShape.End or StepShape.Split or StepShape.Question or StepShape.Mark;

    /// <summary>True where the question of a decision stands over it, because a way leaves below.</summary>
    public bool IsCaptionAbove { get; init; }
    public bool IsReached => State is not null;
    public bool IsDone => State?.Kind == StateKind.Done;
}
