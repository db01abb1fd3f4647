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

    /// <summary>The most that an answer, an event or the input of a new instance may hold, in kilobytes of JSON; more is refused. Defaults to 256.</summary>
    [Range(1, 102_400)] public int MostPayloadKilobytes { get; set; } = 256;

    /// <summary>The most that one variable may hold after a burst, in kilobytes of JSON; more is refused. Defaults to 1,024.</summary>
    [Range(1, 102_400)] public int MostVariableKilobytes { get; set; } = 1_024;

    /// <summary>How long what has ended is kept.</summary>
    public RetentionOptions Retention { get; set; } = new();
}
