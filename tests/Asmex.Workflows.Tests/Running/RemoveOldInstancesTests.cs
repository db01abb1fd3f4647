using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Running;

public sealed class RemoveOldInstancesTests
{
    [DatabaseTheory]
    public async Task What_ended_long_ago_is_removed_with_its_journal_in_batches(DatabaseKind kind)
    {
        await using var database = await OpenAsync(kind, retention => (retention.Finished, retention.Batch) = (TimeSpan.FromDays(30), 2));
        await FinishAsync(database, "old-1", "old-2", "old-3", "old-4", "old-5");
        database.Clock.Advance(TimeSpan.FromDays(29));
        await FinishAsync(database, "young");
        await database.StartAsync("timed", "open");
        database.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(5, await RunAsync(database));
        Assert.Equal(0, await RunAsync(database));

        Assert.Equal(["open", "young"], await LeftAsync(database));
        Assert.Equal(["open", "young"], await database.ReadAsync(db => db.Set<JournalEntry>().Select(e => e.InstanceId).Distinct().OrderBy(id => id).ToListAsync()));
    }

    [DatabaseTheory]
    public async Task Each_way_to_end_has_its_own_age(DatabaseKind kind)
    {
        await using var database = await OpenAsync(kind, retention => (retention.Finished, retention.Cancelled) = (null, TimeSpan.FromDays(7)));
        await FinishAsync(database, "finished");
        await database.StartAsync("asked", "cancelled");
        await database.WriteAsync(bursts => bursts.CancelAsync("cancelled", Actor.House, default));
        database.Clock.Advance(TimeSpan.FromDays(900));

        Assert.Equal(1, await RunAsync(database));

        Assert.Equal(["finished"], await LeftAsync(database));
    }

    [DatabaseTheory]
    public async Task Nothing_is_removed_unless_a_setting_says_so(DatabaseKind kind)
    {
        await using var database = await OpenAsync(kind, _ => { });
        await FinishAsync(database, "finished");
        database.Clock.Advance(TimeSpan.FromDays(9_000));

        Assert.Equal(0, await RunAsync(database));
    }

    [DatabaseTheory]
    public async Task What_waits_for_a_person_is_kept(DatabaseKind kind)
    {
        await using var database = await OpenAsync(kind, retention => retention.Finished = TimeSpan.FromDays(30));
        await FinishAsync(database, "mended", "broken");
        await database.ReadAsync(async db =>
        {
            db.Add(new WorkflowIncident("broken", new Incident("wait", "Workflow1:sequence:wait", "Elsa.Delay", "Something broke.", null, database.Clock.GetUtcNow()), null));
            return await db.SaveChangesAsync();
        });
        database.Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal(1, await RunAsync(database));

        Assert.Equal(["broken"], await LeftAsync(database));
    }

    private static Task<TestDatabase> OpenAsync(DatabaseKind kind, Action<RetentionOptions> set) => SmallHouse.OpenAsync(kind, options => set(options.Retention));

    private static async Task FinishAsync(TestDatabase database, params string[] ids)
    {
        foreach (var id in ids)
        {
            await database.StartAsync("asked", id);
            await database.AnswerAsync(id);
            await database.AnswerAsync(id);
        }
    }

    private static Task<int> RunAsync(TestDatabase database) => database.RunAsync<RemoveOldInstances, int>(remove => remove.RunAsync(default));

    private static Task<List<string>> LeftAsync(TestDatabase database) =>
        database.ReadAsync(db => db.Set<WorkflowInstance>().Select(i => i.Id).OrderBy(id => id).ToListAsync());
}
