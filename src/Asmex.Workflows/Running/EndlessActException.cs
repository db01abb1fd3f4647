using System.Globalization;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running;

/// <summary>What followed from one act found no end: nothing of the act is kept, and an incident says where it began.</summary>
public sealed class EndlessActException : RuleBrokenException
{
    private readonly ActOrigin _origin;
    private readonly IReadOnlyList<string> _definitions;
    private readonly DateTimeOffset _now;
    private readonly int _bursts;

    internal EndlessActException(ActOrigin origin, int bursts, IEnumerable<string> definitions, DateTimeOffset now)
        : base("Running.Endless", bursts.ToString(CultureInfo.InvariantCulture))
    {
        (_origin, _bursts, _definitions, _now) = (origin, bursts, [.. definitions.Order(StringComparer.Ordinal)], now);
    }

    /// <summary>What the incident says.</summary>
    internal string Said => $"{_bursts} bursts followed from one act, and there was no end: the limits are Workflows:MostBurstsPerAct and Workflows:MostTimePerAct. " +
        $"Definitions that ran: {string.Join(", ", _definitions)}. Nothing of the act was kept; mend the definition and act again.";

    /// <summary>Writes the incident, once the transaction of the act is over.</summary>
    internal async Task RecordAsync(WorkflowsDbContext db)
    {
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        if (_origin.BookmarkId is { } bookmark)
        {
            await db.OpenIncidentAsync(bookmark, this, _origin.Repeat, _now, CancellationToken.None);
        }
        else if (_origin.Start is { } order)
        {
            await GiveUpAsync(db, order);
        }

        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    // What it was to belong to was not kept either, so that it stands alone, has ended, and only says what happened.
    private async Task GiveUpAsync(WorkflowsDbContext db, StartWorkflow order)
    {
        var given = db.Set<WorkflowInstance>().Where(i => i.DefinitionId == order.DefinitionId && i.Bursts == 0 && i.Status == WorkflowStatus.Finished);
        if (await db.Set<WorkflowIncident>().AnyAsync(o => o.ResolvedAt == null && given.Any(i => i.Id == o.InstanceId)))
        {
            return;
        }

        var writer = new BurstWriter(db);
        var instance = new WorkflowInstance
        {
            Id = Guid.CreateVersion7(_now).ToString("N"),
            DefinitionId = order.DefinitionId,
            Version = await writer.PublishedAsync(order.DefinitionId, CancellationToken.None) ?? 1,
            CorrelationId = order.CorrelationId,
            Status = WorkflowStatus.Finished,
            SubStatus = WorkflowSubStatus.Faulted,
            Region = order.Region,
            State = order.Input.ToJsonString(),
            CreatedAt = _now,
            UpdatedAt = _now,
            FinishedAt = _now,
        };
        writer.Insert(instance);
        db.Add(new WorkflowIncident(instance.Id, new Incident("", "", "", Said, null, _now), answer: null));
    }
}
