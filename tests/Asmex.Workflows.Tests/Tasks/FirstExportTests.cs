using Asmex.Workflows.Firms;
using Asmex.Workflows.People;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Firms;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Tasks;

public sealed class FirstExportTests
{
    private static readonly IReadOnlyList<FormField> _form =
    [
        new("exported", "firms", new Wording("Exportatrices"), FirstExport: new FirstExport("on", "proof", "market")),
        new("on", "date", new Wording("Date"), Latest: "today"), new("proof", "text", new Wording("Preuve")), new("market", "text", new Wording("Marché")),
    ];

    [DatabaseTheory]
    public async Task Who_completes_an_actions_task_counts_the_first_exports_it_reports(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var firm = await Given.FirmAsync(house.Database);
        var task = await TaskAsync(house);

        await CompleteAsync(house, task, firm, "2026-12-01", "DUM 300-2026-118");

        var conversion = Assert.Single(await house.ReadAsync(db => db.Set<Conversion>().AsNoTracking().ToListAsync()));
        Assert.Equal((firm.Id, new DateOnly(2026, 12, 1), "DUM 300-2026-118", "Espagne", true), (conversion.FirmId, conversion.On, conversion.Evidence, conversion.Market, conversion.IsCounted));
        Assert.Equal((task.ActionId, "MA-09"), (conversion.ActionId, conversion.Region));
        Assert.Equal(ExportStatus.FirstTime, (await house.ReadAsync(db => db.Set<Firm>().SingleAsync())).ExportStatus);
        Assert.Equal(PlanTaskStatus.Done, (await house.NowAsync(task)).Status);
    }

    [DatabaseTheory]
    public async Task Without_a_date_or_proof_or_of_one_that_exported_before_nothing_counts_and_the_task_stays_open(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var firm = await Given.FirmAsync(house.Database);
        var task = await TaskAsync(house);

        var bare = await Assert.ThrowsAsync<FormRefusedException>(() => CompleteAsync(house, task, firm, "", ""));
        await house.RunAsync<RecordConversion>(verb => verb.RunAsync(new ConversionRequest(firm.Id, new DateOnly(2026, 5, 1), "Contrat"), Given.Delegate, default));
        var twice = await Assert.ThrowsAsync<FormRefusedException>(() => CompleteAsync(house, task, firm, "2026-12-01", "DUM 300-2026-118"));

        Assert.Equal(["on", "proof"], bare.Faults.Select(f => f.Field));
        Assert.Equal(("exported", "Firms.AlreadyExporting"), twice.Faults.Select(f => (f.Field, f.Key)).Single());
        Assert.Equal(new DateOnly(2026, 5, 1), Assert.Single(await house.ReadAsync(db => db.Set<Conversion>().AsNoTracking().ToListAsync())).On);
        Assert.Equal(PlanTaskStatus.Open, (await house.NowAsync(task)).Status);
    }

    private static async Task<PlanTask> TaskAsync(TaskHouse house)
    {
        var action = await house.ActionAsync("Promotion 2027");
        var task = new PlanTask(TaskHouse.Souss, Roles.Delegate, new Wording("Évaluation"), house.As("delegate"), TestDatabase.Start) { ActionId = action.Id, Form = _form, DueOn = house.Today, SearchWords = "evaluation" };
        task.Assign(house.Id("delegate"));
        await house.ReadAsync(db =>
        {
            db.Add(task);
            return db.SaveChangesAsync();
        });
        return task;
    }

    private static Task CompleteAsync(TaskHouse house, PlanTask task, Firm firm, string on, string proof)
    {
        var typed = new Dictionary<string, string> { ["exported"] = firm.Id.ToString(), ["on"] = on, ["proof"] = proof, ["market"] = "Espagne" };
        return house.RunAsync<CompleteTask>(verb => verb.RunAsync(new CompleteTaskRequest(task.Id, null, name => [typed[name]]), house.As("delegate"), default));
    }
}
