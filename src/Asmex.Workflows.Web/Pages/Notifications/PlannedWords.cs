using Asmex.Workflows.Reminders;

namespace Asmex.Workflows.Web.Pages.Notifications;

/// <summary>What a reminder that is to come is called.</summary>
internal static class PlannedWords
{
    /// <summary>The key of a sentence about the thing it reminds of.</summary>
    public static string KeyOf(Reminder reminder) => "Planned.Of." + reminder.To switch
    {
        ReminderTo.Manager => "Manager",
        ReminderTo.Coordinator => "Coordinator",
        _ => reminder.Days switch { < 0 => "Before", 0 => "On", _ => "After" },
    };
}
