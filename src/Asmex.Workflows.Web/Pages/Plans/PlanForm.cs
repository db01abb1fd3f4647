using System.Globalization;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Setup;

namespace Asmex.Workflows.Web.Pages.Plans;

/// <summary>A plan as it is typed: everything is text, so that whatever was typed comes back.</summary>
public sealed class PlanForm
{
    public int? Version { get; set; }
    public string? Budget { get; set; }
    public string? Summary { get; set; }

    // What is bound from a form without a single row is null, whatever the type says.
    public List<ObjectiveRow> Objectives { get; set => field = value ?? []; } = [];
    public List<ActionRow> Actions { get; set => field = value ?? []; } = [];

    /// <summary>What to add next.</summary>
    public string? NewIndicator { get; set; }
    public string? NewType { get; set; }

    /// <summary>The button: save, submit, sum, add-… or remove-….</summary>
    public string? Do { get; set; }

    public static PlanForm Of(Plan plan) => new()
    {
        Version = plan.Version,
        Budget = plan.Budget > 0 ? Money.ForField(plan.Budget) : null,
        Summary = plan.Summary,
        Objectives = [.. plan.Objectives.Select(o => new ObjectiveRow { Indicator = o.Indicator, Target = Plain(o.Target) })],
        Actions = [.. plan.Actions.OrderBy(a => a.StartsOn).Select(a => new ActionRow
        {
            Id = a.Id,
            Type = a.Type,
            Edition = a.Edition,
            StartsOn = Iso(a.StartsOn),
            FixedDate = a.FixedDate is { } day ? Iso(day) : null,
            Budget = Money.ForField(a.Budget),
        })],
    };

    /// <summary>What the amounts that can be read come to.</summary>
    public decimal Planned => Actions.Sum(a => Money.TryParse(a.Budget, out var amount, out _) ? amount : 0);

    public decimal? Envelope => Money.TryParse(Budget, out var amount, out _) ? amount : null;

    /// <summary>Adds or takes away a row.</summary>
    /// <returns>False when another button was pressed.</returns>
    public bool ChangeRows()
    {
        switch (Do)
        {
            case "add-objective" when !string.IsNullOrEmpty(NewIndicator):
                Objectives.Add(new ObjectiveRow { Indicator = NewIndicator });
                break;
            case "add-action" when !string.IsNullOrEmpty(NewType):
                Actions.Add(new ActionRow { Type = NewType });
                break;
            case { } remove when RowOf(remove, "remove-objective-", Objectives.Count) is { } row:
                Objectives.RemoveAt(row);
                break;
            case { } remove when RowOf(remove, "remove-action-", Actions.Count) is { } row:
                Actions.RemoveAt(row);
                break;
            default:
                return Do is not ("save" or "submit");
        }

        (NewIndicator, NewType) = (null, null);
        return true;
    }

    /// <summary>What was typed as a draft, and what cannot be read, by the name of the field.</summary>
    public (PlanDraft Draft, IReadOnlyDictionary<string, string> Faults) Read(Words words)
    {
        var faults = new Dictionary<string, string>();
        var budget = string.IsNullOrWhiteSpace(Budget) ? 0 : Amount("Budget", Budget);
        var objectives = Objectives.Select((row, i) => new ObjectiveDraft(row.Indicator ?? "", Number($"Objectives[{i}].Target", row.Target))).ToList();
        var actions = Actions.Select((row, i) => new ActionDraft(
            row.Id, row.Type ?? "", Edition($"Actions[{i}].Edition", row.Edition), Day($"Actions[{i}].StartsOn", row.StartsOn) ?? default,
            string.IsNullOrWhiteSpace(row.FixedDate) ? null : Day($"Actions[{i}].FixedDate", row.FixedDate), Amount($"Actions[{i}].Budget", row.Budget))).ToList();
        return (new PlanDraft(budget, Summary, objectives, actions), faults);

        decimal Amount(string field, string? text)
        {
            if (!Money.TryParse(text, out var amount, out var problem))
            {
                faults[field] = words[problem!, text ?? "", Money.Largest];
            }

            return amount;
        }

        decimal Number(string field, string? text)
        {
            // A target is typed as an amount is: grouped or not, with a comma or a point.
            if (!Money.TryParse(text, out var number, out _) || number <= 0)
            {
                faults[field] = words["Prepare.TargetNeeded"];
            }

            return number;
        }

        DateOnly? Day(string field, string? text)
        {
            if (!Dates.TryParse(text, out var day, out var problem))
            {
                faults[field] = words[problem!, text ?? ""];
            }

            return day;
        }

        string Edition(string field, string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                faults[field] = words["Prepare.EditionNeeded"];
            }

            return text ?? "";
        }
    }

    private static int? RowOf(string button, string prefix, int count) =>
        button.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(button[prefix.Length..], CultureInfo.InvariantCulture, out var row) && row >= 0 && row < count ? row : null;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Plain(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture).Replace('.', ',');
}

public sealed class ObjectiveRow
{
    public string? Indicator { get; set; }
    public string? Target { get; set; }
}

public sealed class ActionRow
{
    public Guid? Id { get; set; }
    public string? Type { get; set; }
    public string? Edition { get; set; }
    public string? StartsOn { get; set; }
    public string? FixedDate { get; set; }
    public string? Budget { get; set; }
}
