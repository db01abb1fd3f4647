using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Operations;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Running;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Crash;

/// <summary>Does an act through the verb that a page would call, in a scope of its own.</summary>
public static class Actors
{
    public const int Year = 2027;
    public const string ActionType = "crash-action";

    /// <returns>The key of the refusal; null when it was done.</returns>
    public static async Task<string?> DoAsync(IServiceProvider services, Act act)
    {
        await using var scope = services.CreateAsyncScope();
        try
        {
            await DoAsync(act, scope.ServiceProvider);
            return null;
        }
        catch (RuleBrokenException refusal)
        {
            return refusal.Key;
        }
        catch (NothingThereException)
        {
            return "nothing there";
        }
    }

    private static async Task DoAsync(Act act, IServiceProvider house)
    {
        switch (act.Verb)
        {
            case "Launch":
                await house.GetRequiredService<LaunchPlan>().RunAsync(act.Region, Year, await WhoAsync(house, act), default);
                break;
            case "Prepare":
                await house.GetRequiredService<PreparePlan>().RunAsync(act.Id, Draft(), submit: true, seenVersion: null, await WhoAsync(house, act), default);
                break;
            case "Validate":
                await house.GetRequiredService<ValidatePlan>().RunAsync(act.Id, VerdictOf(act), "Revoir.", seenVersion: null, await WhoAsync(house, act), default);
                break;
            case "Attach":
                using (var content = new MemoryStream("%PDF-1.7 essai"u8.ToArray()))
                {
                    await house.GetRequiredService<AttachFile>().RunAsync(new AttachFileRequest(act.Id, TaskFiles.Evidence, "essai.pdf", content), await WhoAsync(house, act), default);
                }

                break;
            case "Complete":
                var typed = (string field) => act.Typed.TryGetValue(field, out var value) ? (IReadOnlyList<string>)[value] : [];
                await house.GetRequiredService<CompleteTask>().RunAsync(new CompleteTaskRequest(act.Id, null, typed), await WhoAsync(house, act), default);
                break;
            case "Decide":
                await house.GetRequiredService<DecideApproval>().RunAsync(new DecideRequest(act.Id, VerdictOf(act), "Revoir."), await WhoAsync(house, act), default);
                break;
            case "Supplement":
                await house.GetRequiredService<RequestSupplement>().RunAsync(act.Id, 1_000, "Devis.", await WhoAsync(house, act), default);
                break;
            case "Start":
                var start = new StartWorkflow(act.Typed["definition"], act.Id.ToString("N"), [], act.Id.ToString("N"));
                await WriteAsync(house, bursts => bursts.StartAsync(start, Actor.House, default));
                break;
            case "Answer":
                await WriteAsync(house, bursts => bursts.ResumeAsync(act.Typed["bookmark"], new Answer(), Actor.House, default));
                break;
            case "Cancel":
                await house.GetRequiredService<CancelInstance>().RunAsync(act.Id.ToString("N"), "Essai.", Workshop.Administrator, default);
                break;
            case "Migrate":
                await house.GetRequiredService<MigrateInstance>().RunAsync(act.Id.ToString("N"), null, null, Workshop.Administrator, default);
                break;
            case "Sweep":
                await house.GetRequiredService<FireDueTimers>().RunAsync(default);
                await house.GetRequiredService<SendLetters>().RunAsync(default);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(act), act.Verb, "There is no such act.");
        }
    }

    private static async Task WriteAsync(IServiceProvider house, Func<Bursts, Task> act)
    {
        var db = house.GetRequiredService<WorkflowsDbContext>();
        await db.UntilCommittedAsync(async () =>
        {
            await using var transaction = await db.BeginWriteAsync(default);
            await act(house.GetRequiredService<Bursts>());
            await db.SaveChangesAsync();
            await transaction.CommitAsync(default);
        });
    }

    private static Verdict VerdictOf(Act act) => act.SendsBack ? Verdict.SendBack : Verdict.Approve;

    private static PlanDraft Draft() => new(300_000, "Essai", [new ObjectiveDraft("newExporters", 12)],
        [.. Enumerable.Range(1, 2).Select(i => new ActionDraft(null, ActionType, $"Édition {i}", new DateOnly(Year, 2, i), null, 100_000))]);

    private static async Task<Actor> WhoAsync(IServiceProvider house, Act act)
    {
        var people = await house.GetRequiredService<WorkflowsDbContext>().Users.AsNoTracking().ToListAsync();
        var today = Zone.DateOf(act.Now);
        return people.Select(p => Actor.Of(p, today)).First(a => a.Is(act.Role, act.Region));
    }
}
