using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Reminders;

namespace Asmex.Workflows.Activities;

/// <summary>Reads the reminders that a definition gives a step.</summary>
internal static class ReminderInputs
{
    /// <returns>Nothing where the definition says nothing.</returns>
    /// <exception cref="FormatException">A reminder lies too far away or stands twice.</exception>
    public static IReadOnlyList<ReminderStep>? Reminders(this ActivityContext context, Input<IReadOnlyList<ReminderStep>?>? input) =>
        context.Get(input) is { } steps ? ReminderPolicy.Check(steps, $"{context.ActivityId}.reminders") : null;
}
