using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Running;

/// <summary>Where workflows come from; bound from the section <c>Workflows</c>.</summary>
public sealed class RunningOptions
{
    public const string Section = "Workflows";

    /// <summary>The folder whose JSON files are the definitions. Defaults to <c>workflows</c> beside the program.</summary>
    [Required] public string DefinitionsPath { get; set; } = Path.Combine(AppContext.BaseDirectory, "workflows");

    /// <summary>Whether a version may be published only by somebody who did not write it last. Defaults to false.</summary>
    public bool PublishingNeedsSecondPerson { get; set; }

    /// <summary>How many due timers are claimed at once. Defaults to 100.</summary>
    [Range(1, 10_000)] public int TimersPerSweep { get; set; } = 100;

    /// <summary>How long one sweep goes on with due timers while there are more. Defaults to 50 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")] public TimeSpan TimersMostTime { get; set; } = TimeSpan.FromSeconds(50);

    /// <summary>How many bursts may follow from one act: one more, and nothing of the act is kept but an incident. Defaults to 1,000.</summary>
    [Range(1, 1_000_000)] public int MostBurstsPerAct { get; set; } = 1_000;

    /// <summary>How long the bursts of one act may take together once there are more than ten, likewise. Defaults to 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan MostTimePerAct { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The most that an answer, an event or the input of a new instance may hold, in kilobytes of JSON; more is refused, but for what firms answered to an invitation. Defaults to 256.</summary>
    [Range(1, 102_400)] public int MostPayloadKilobytes { get; set; } = 256;

    /// <summary>The most that one variable may hold after a burst, in kilobytes of JSON; more is refused. Defaults to 1,024.</summary>
    [Range(1, 102_400)] public int MostVariableKilobytes { get; set; } = 1_024;

    /// <summary>The most that an instance may carry from burst to burst, outputs of activities and variables of inner activities included, in kilobytes of JSON; more is refused. Defaults to 4,096.</summary>
    [Range(1, 102_400)] public int MostStateKilobytes { get; set; } = 4_096;

    /// <summary>How long what has ended is kept.</summary>
    public RetentionOptions Retention { get; set; } = new();
}
