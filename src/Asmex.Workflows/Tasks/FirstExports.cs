using System.Globalization;
using System.Text.Json.Nodes;
using Asmex.Workflows.Firms;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>First exports that the form of an action's task reports: they count with the completion of the task.</summary>
internal static class FirstExports
{
    /// <returns>What keeps them from counting: then the task is not to be completed.</returns>
    public static async Task<IReadOnlyList<FormFault>> RecordFirstExportsAsync(this WorkflowsDbContext db, PlanTask task, JsonObject values, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var faults = new List<FormFault>();
        foreach (var field in task.Form.Where(f => f.FirstExport is not null))
        {
            var firms = TaskForm.Typed(values, field.Name).Select(id => Guid.Parse(id, CultureInfo.InvariantCulture)).Distinct().Order().ToList();
            if (firms.Count == 0)
            {
                continue;
            }

            var says = field.FirstExport!;
            var missing = new[] { says.On, says.Evidence }.Where(name => TaskForm.Typed(values, name).Count == 0).ToList();
            faults.AddRange(missing.Select(name => new FormFault(name, "Forms.Required", task.Form.FirstOrDefault(f => f.Name == name)?.Label ?? field.Label)));
            if (missing.Count > 0)
            {
                continue;
            }

            var on = DateOnly.Parse(TaskForm.Typed(values, says.On)[0], CultureInfo.InvariantCulture);
            foreach (var id in firms)
            {
                var firm = await db.HeldFirmAsync(id, cancellation) ?? throw new NothingThereException("firm");
                try
                {
                    var market = says.Market is { } named && TaskForm.Typed(values, named) is [var country, ..] ? country : null;
                    await db.CountFirstExportAsync(firm, new ConversionRequest(id, on, TaskForm.Typed(values, says.Evidence)[0], market, task.ActionId), actor, now, cancellation);
                }
                catch (RuleBrokenException refusal)
                {
                    faults.Add(new FormFault(field.Name, refusal.Key, [.. refusal.Values]));
                }
            }
        }

        return faults;
    }
}
