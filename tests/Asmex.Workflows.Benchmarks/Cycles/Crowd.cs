using Asmex.Workflows.Running;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Benchmarks.Cycles;

/// <summary>Instances that wait: one is started by the product, the others are copies of its rows under other ids.</summary>
internal static class Crowd
{
    /// <param name="due">When the second falls due, each further one a second later. Absent: they wait for an answer.</param>
    public static async Task FillAsync(CycleHouse house, int count, string definitionId = CycleHouse.DefinitionId, DateTimeOffset? due = null)
    {
        const string Model = "crowd-00000000000000000000000000";
        await house.StartAsync(Model, definitionId);
        await using var scope = house.Database.Scope();
        var db = scope.Db;
        var instance = await db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.Id == Model);
        var bookmark = await db.Set<WaitingBookmark>().AsNoTracking().SingleAsync(b => b.InstanceId == Model);
        var entry = await db.Set<JournalEntry>().AsNoTracking().SingleAsync(e => e.InstanceId == Model);
        for (var first = 1; first < count; first += 2_000)
        {
            await using var transaction = await db.BeginWriteAsync(default);
            for (var i = first; i < Math.Min(count, first + 2_000); i++)
            {
                var (id, mark) = ($"crowd-{i:d26}", $"mark-{i:d15}");
                db.Add(new WorkflowInstance
                {
                    Id = id,
                    DefinitionId = instance.DefinitionId,
                    Version = instance.Version,
                    Name = instance.Name,
                    CorrelationId = id,
                    Status = instance.Status,
                    SubStatus = instance.SubStatus,
                    State = instance.State.Replace(Model, id, StringComparison.Ordinal).Replace(bookmark.Id, mark, StringComparison.Ordinal),
                    Bursts = instance.Bursts,
                    CreatedAt = instance.CreatedAt,
                    UpdatedAt = instance.UpdatedAt,
                });
                db.Add(new WaitingBookmark
                {
                    Id = mark,
                    InstanceId = id,
                    ActivityId = bookmark.ActivityId,
                    NodeId = bookmark.NodeId,
                    Name = bookmark.Name,
                    Stimulus = bookmark.Stimulus?.Replace(bookmark.Id, mark, StringComparison.Ordinal),
                    Payload = bookmark.Payload?.Replace(bookmark.Id, mark, StringComparison.Ordinal),
                    DueAt = due?.AddSeconds(i),
                    CreatedAt = bookmark.CreatedAt,
                });
                db.Add(new JournalEntry { InstanceId = id, Number = entry.Number, At = entry.At, ActorName = entry.ActorName, Executions = entry.Executions });
            }

            await db.SaveChangesAsync();
            await transaction.CommitAsync(default);
            db.ChangeTracker.Clear();
        }

        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }
}
