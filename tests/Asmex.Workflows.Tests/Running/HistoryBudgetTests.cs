using System.Text;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Running;

/// <summary>What the history of a finished activity may take.</summary>
public sealed class HistoryBudgetTests
{
    private const int Activities = 100;
    private const int MostBytes = 300;

    [DatabaseTheory]
    public async Task A_burst_is_one_row_and_an_activity_of_it_a_few_bytes(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", [.. Enumerable.Range(0, Activities).Select(i => Line($"step-{i}")), Event("asked"), .. Enumerable.Range(Activities, Activities).Select(i => Line($"step-{i}"))]));
        var id = await shop.StartAsync();
        await shop.AnswerAsync(id, "asked");

        var rows = await shop.ReadAsync(db => db.Set<JournalEntry>().Where(j => j.InstanceId == id).Select(j => j.Executions).ToListAsync());

        Assert.Equal(2, rows.Count);
        Assert.InRange(rows.Sum(Encoding.UTF8.GetByteCount), Activities, 2 * Activities * MostBytes);
        Assert.Empty(await shop.ReadAsync(db => db.Set<WaitingBookmark>().Where(b => b.InstanceId == id).ToListAsync()));
    }
}
