using System.Text.Json;

namespace Asmex.Workflows.Reminders;

/// <summary>The reminders of each kind of work where its definition says nothing of its own.</summary>
/// <param name="Form">Tasks with a form.</param>
/// <param name="PreparePlan">Preparing a region's plan.</param>
/// <param name="ValidatePlan">The Centre's word on a plan.</param>
/// <param name="Content">Requests to approve what a step made.</param>
/// <param name="Budget">Requests of money; they expire on their due date.</param>
public sealed record ReminderPolicy(
    IReadOnlyList<ReminderStep> Form, IReadOnlyList<ReminderStep> PreparePlan, IReadOnlyList<ReminderStep> ValidatePlan,
    IReadOnlyList<ReminderStep> Content, IReadOnlyList<ReminderStep> Budget)
{
    /// <exception cref="FormatException">The text is no policy, or a step of it cannot be; the message says which.</exception>
    public static ReminderPolicy Read(string json)
    {
        ReminderPolicy policy;
        try
        {
            policy = JsonSerializer.Deserialize<ReminderPolicy>(json, JsonSerializerOptions.Web) ?? throw new FormatException("$: the policy is empty.");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"{problem.Path ?? "$"}, line {problem.LineNumber + 1}: {problem.Message}", problem);
        }

        foreach (var (name, steps) in new[] { ("form", policy.Form), ("preparePlan", policy.PreparePlan), ("validatePlan", policy.ValidatePlan), ("content", policy.Content), ("budget", policy.Budget) })
        {
            Check(steps ?? throw new FormatException($"$.{name} is missing: an empty list plans no reminder."), "$." + name);
        }

        OwnersOnly(policy.Budget, "$.budget");
        return policy;
    }

    // Who decides on money, and who when nobody does, is said in one place: the policy of money.
    private static void OwnersOnly(IReadOnlyList<ReminderStep> steps, string place)
    {
        if (steps.Any(s => s.To != ReminderTo.Owner))
        {
            throw new FormatException($"{place}: a request of money is reminded of to those who decide; whom it goes to when they do not stands in policies/money.json.");
        }
    }

    /// <exception cref="FormatException">A step lies too far away or stands twice.</exception>
    public static IReadOnlyList<ReminderStep> Check(IReadOnlyList<ReminderStep> steps, string place)
    {
        if (steps.FirstOrDefault(s => Math.Abs(s.Days) > ReminderStep.Furthest) is { } far)
        {
            throw new FormatException($"{place}: a reminder lies at most {ReminderStep.Furthest} working days from the due date, got: {far.Days}.");
        }

        return steps.Distinct().Count() == steps.Count ? steps : throw new FormatException($"{place}: a reminder stands twice.");
    }
}
