using System.Text.Json.Serialization;

namespace Asmex.Workflows.Reminders;

/// <summary>One reminder of a schedule.</summary>
/// <param name="Days">Working days from the due date: before it when negative, on it when 0, after it when positive.</param>
/// <param name="To">Who gets it.</param>
public sealed record ReminderStep(int Days, ReminderTo To = ReminderTo.Owner)
{
    /// <summary>Further away from the due date is a mistake.</summary>
    public const int Furthest = 60;
}

/// <summary>Who is reminded: who has to do it; when it stays late those above.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReminderTo>))]
public enum ReminderTo
{
    Owner,

    /// <summary>The direction.</summary>
    Manager,

    /// <summary>The Centre's coordinator.</summary>
    Coordinator,
}
