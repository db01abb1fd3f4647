using System.Globalization;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Demonstration;

/// <summary>Fills the form of any task as someone of the demonstration would.</summary>
internal sealed class FormFiller(DemonstrationHouse house)
{
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> FillAsync(PlanTask task)
    {
        var action = task.ActionId is { } id ? await house.ReadAsync(db => db.Set<PlanAction>().AsNoTracking().SingleAsync(a => a.Id == id)) : null;
        var values = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var field in task.Form)
        {
            values[field.Name] = await ValueAsync(field, task, action);
        }

        return values;
    }

    private async Task<IReadOnlyList<string>> ValueAsync(FormField field, PlanTask task, PlanAction? action) => field.Type switch
    {
        "number" => [Plain(Number(field))],
        "money" => [Plain(await AmountAsync(field, action))],
        "date" when field.Latest is not null => [house.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
        "date" => [(action?.FixedDate is { } day && field.Name == "date" ? day : house.Today.AddDays(house.Dice.Next(10, 25))).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
        "choice" => [Choice(field, task.Region)],
        "yesno" => field.Name == "more" ? [] : ["true"],
        // Whoever exports for the first time in the demonstration is told elsewhere.
        "firms" when field.FirstExport is not null => [],
        "firms" => await FirmsAsync(field, task),
        "file" => [],
        _ => [field.Name == "place" ? $"{house.OneOf(house.Words.Texts["place"])}, {RegionCatalog.Of(task.Region).Seat.Fr}" : Text(field.Name)],
    };

    private string Text(string name) => house.OneOf(house.Words.Texts.GetValueOrDefault(name) ?? house.Words.OtherTexts);

    private decimal Number(FormField field)
    {
        var usual = house.Words.Numbers.TryGetValue(field.Name, out var known) ? Math.Round(known * (decimal)(0.75 + (house.Dice.NextDouble() / 2))) : house.Dice.Next(3, 12);
        return Math.Min(Math.Max(usual, field.Min ?? 0), field.Max ?? decimal.MaxValue);
    }

    private async Task<decimal> AmountAsync(FormField field, PlanAction? action)
    {
        var budget = action?.Budget ?? 100_000;
        var left = await house.ReadAsync(db => db.Set<Envelope>().Where(e => action != null && e.ActionId == action.Id).Select(e => (decimal?)e.Left).SingleOrDefaultAsync()) ?? budget;
        var share = field.Name switch { "amount" => 0.3m, "cofinancing" or "received" => 0.2m, "spent" => 0.7m, _ => 0.95m };
        var wanted = Math.Round(budget * share * (decimal)(0.8 + (house.Dice.NextDouble() * 0.4)) / 500) * 500;
        return Math.Max(1_000, field.Name == "amount" ? Math.Min(wanted, left) : wanted);
    }

    // One sector of the region, so that a hundred firms are not invited to everything.
    private string Choice(FormField field, string region)
    {
        var options = field.Options!.Select(o => o.Value).ToList();
        var sectors = RegionCatalog.Of(region).Sectors.Where(options.Contains).ToList();
        return field.Name switch
        {
            "sector" when sectors.Count > 0 => house.OneOf(sectors),
            "sector" => house.OneOf(options.Where(o => o != "all").ToList()),
            "status" when options.Contains("all") => "all",
            _ => house.OneOf(options),
        };
    }

    private async Task<IReadOnlyList<string>> FirmsAsync(FormField field, PlanTask task)
    {
        var count = (int)Math.Min(field.Max ?? 10, Math.Max(field.Min ?? 1, 8 + house.Dice.Next(3)));
        var willing = await house.ReadAsync(db => db.Set<Invitation>().Where(i => i.ActionId == task.ActionId && i.Reply == Reply.Yes).OrderBy(i => i.FirmName).Select(i => i.FirmId).Distinct().ToListAsync());
        var others = willing.Count >= count ? [] : await house.ReadAsync(db => db.Set<Firm>().Where(f => f.Region == task.Region && !willing.Contains(f.Id)).OrderBy(f => f.Name).Select(f => f.Id).Take(count).ToListAsync());
        return [.. willing.Concat(others).Take(count).Select(f => f.ToString())];
    }

    private static string Plain(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
