using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Letters.Pacing;

/// <summary>How fast letters leave, and when they stop; bound from the section <c>Pace</c> and checked at start.</summary>
public sealed class PaceOptions
{
    public const string Section = "Pace";

    private static readonly int[] _usualWarmUp = [50, 100, 200, 500, 1_000, 2_000, 5_000];

    /// <summary>Letters a minute through the relay. Defaults to 600.</summary>
    [Range(1, 1_000_000)] public int PerMinute { get; set; } = 600;

    /// <summary>Of these, letters a minute to addresses of Gmail. Defaults to 120.</summary>
    [Range(1, 1_000_000)] public int Gmail { get; set; } = 120;

    /// <summary>The same to Outlook, Hotmail, Live and MSN. Defaults to 60.</summary>
    [Range(1, 1_000_000)] public int Outlook { get; set; } = 60;

    /// <summary>The same to Yahoo, Ymail and AOL. Defaults to 60.</summary>
    [Range(1, 1_000_000)] public int Yahoo { get; set; } = 60;

    /// <summary>The same to all other addresses together. Defaults to 300.</summary>
    [Range(1, 1_000_000)] public int Others { get; set; } = 300;

    /// <summary>The day a new sender begins: from then on the letters of a day are capped by <see cref="WarmUp"/>. Empty: no cap.</summary>
    public DateOnly? WarmUpFrom { get; set; }

    /// <summary>The most letters of the first day, the second, and so on; after the last the sender is known and there is no cap. Only invitations
    /// wait for the next day. Defaults to 50, 100, 200, 500, 1000, 2000, 5000.</summary>
    public int[] WarmUp { get; set; } = [];

    /// <summary>Over how long refusals are counted. Defaults to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")] public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many attempts there must be before their share says anything. Defaults to 50.</summary>
    [Range(1, 100_000)] public int BreakerLeast { get; set; } = 50;

    /// <summary>How long the server may take nobody before the relay pauses and somebody is asked. Defaults to 30 minutes; at most two hours, because
    /// a silence of six is taken for another trouble.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "02:00:00")] public TimeSpan Unreachable { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The share of rejected letters that pauses the relay. Defaults to 0.1.</summary>
    [Range(0.01, 1.0)] public double BreakerRejected { get; set; } = 0.1;

    /// <summary>The share of letters refused for now that pauses the relay. Defaults to 0.5.</summary>
    [Range(0.01, 1.0)] public double BreakerDeferred { get; set; } = 0.5;

    /// <summary>The most letters of a day; null when there is no cap on it.</summary>
    public int? CapOn(DateOnly day)
    {
        var curve = WarmUp.Length == 0 ? _usualWarmUp : WarmUp;
        return WarmUpFrom is not { } from || day.DayNumber - from.DayNumber >= curve.Length ? null : curve[Math.Max(0, day.DayNumber - from.DayNumber)];
    }

    /// <summary>Letters a minute of a lane, or of the relay as a whole.</summary>
    public int PerMinuteOf(string lane) => lane switch
    {
        MailLanes.Relay => PerMinute,
        MailLanes.Gmail => Gmail,
        MailLanes.Outlook => Outlook,
        MailLanes.Yahoo => Yahoo,
        _ => Others,
    };
}
