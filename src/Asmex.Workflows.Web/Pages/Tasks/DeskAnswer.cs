using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>What became of a posted form.</summary>
public sealed record DeskAnswer(DeskStep Step, IReadOnlyList<FormFault> Faults, RuleBrokenException? Refusal = null)
{
    public static DeskAnswer Again { get; } = new(DeskStep.Again, []);
}

/// <summary>The page comes again with all that was typed; the draft is kept; the task is done.</summary>
public enum DeskStep { Again, Kept, Completed }
