using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Running;

/// <summary>Where workflows come from; bound from the section <c>Workflows</c>.</summary>
public sealed class RunningOptions
{
    public const string Section = "Workflows";

    /// <summary>The folder whose JSON files are the definitions. Defaults to <c>workflows</c> beside the program.</summary>
    [Required] public string DefinitionsPath { get; set; } = Path.Combine(AppContext.BaseDirectory, "workflows");

    /// <summary>How many due timers one sweep takes. Defaults to 100.</summary>
    [Range(1, 10_000)] public int TimersPerSweep { get; set; } = 100;
}
