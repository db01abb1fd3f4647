using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Reminders;

/// <summary>Says why a reminder comes when it does.</summary>
public static class ReminderWords
{
    /// <summary>« Relance prévue avant l'échéance du lundi 30 novembre 2026 (jours ouvrables : 2). »</summary>
    public static Wording Why(Reminder reminder, DateOnly due) => TextCatalog.Shared.SayInAll(reminder.Days switch
    {
        < 0 => "Reminders.WhyBefore",
        0 => "Reminders.WhyOn",
        _ => reminder.To == ReminderTo.Owner ? "Reminders.WhyAfter" : "Reminders.WhyAbove",
    }, due, Math.Abs(reminder.Days));
}
