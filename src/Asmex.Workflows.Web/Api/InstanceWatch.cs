using System.Collections.Concurrent;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Api;

/// <summary>Looks every second at the instances that somebody watches, while somebody does, and tells their viewers what changed. It looks at the rows, because
/// another copy of the program may have changed them.</summary>
internal sealed partial class InstanceWatch(IHubContext<InstanceHub> hub, IServiceScopeFactory scopes, TimeProvider clock, ILogger<InstanceWatch> log) : BackgroundService
{
    private static readonly TimeSpan _pace = TimeSpan.FromSeconds(1);

    private readonly PeriodicTimer _timer = new(Timeout.InfiniteTimeSpan, clock);
    private readonly ConcurrentDictionary<string, (string InstanceId, InstanceViewer Viewer)> _watched = new();
    private readonly ConcurrentDictionary<string, string> _seen = new();

    /// <summary>A connection watches one instance; another takes its place.</summary>
    public async Task ObserveAsync(string instanceId, InstanceViewer viewer, CancellationToken cancellation)
    {
        _watched[viewer.Connection.ConnectionId] = (instanceId, viewer);
        _timer.Period = _pace;
        await using var scope = scopes.CreateAsyncScope();
        var found = await StandsAsync(scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>(), [instanceId], cancellation);
        _seen.TryAdd(instanceId, found[instanceId]);
    }

    public void Leave(string connectionId) => _watched.TryRemove(connectionId, out _);

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception trouble) when (trouble is not OperationCanceledException)
            {
                // The database is away: the next look finds what this one missed.
                LogTrouble(trouble);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var watched = _watched.Values.Select(w => w.InstanceId).Distinct().ToList();
        foreach (var left in _seen.Keys.Except(watched))
        {
            _seen.TryRemove(left, out _);
        }

        if (watched.Count == 0)
        {
            Rest();
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
        foreach (var (id, stands) in await StandsAsync(db, watched, cancellation))
        {
            if (_seen.TryGetValue(id, out var seen) && _seen.TryUpdate(id, stands, seen) && seen != stands)
            {
                await TellAsync(id, db, await AdmittedAsync(id, scope.ServiceProvider, cancellation), cancellation);
            }
        }
    }

    // Until somebody comes; who came just now has set the pace, and must not lose it.
    private void Rest()
    {
        _timer.Period = Timeout.InfiniteTimeSpan;
        if (!_watched.IsEmpty)
        {
            _timer.Period = _pace;
        }
    }

    // An incident leaves the instance as it was: it counts too.
    private static async Task<Dictionary<string, string>> StandsAsync(WorkflowsDbContext db, List<string> ids, CancellationToken cancellation) =>
        (await db.Set<WorkflowInstance>().Where(i => ids.Contains(i.Id))
            .Select(i => new { i.Id, i.Bursts, i.UpdatedAt, Incidents = db.Set<WorkflowIncident>().Count(o => o.InstanceId == i.Id), Open = db.Set<WorkflowIncident>().Count(o => o.InstanceId == i.Id && o.ResolvedAt == null) })
            .ToListAsync(cancellation)).ToDictionary(i => i.Id, i => $"{i.Bursts} {i.UpdatedAt:O} {i.Incidents} {i.Open}");

    // A connection may last longer than a role or an account: who may no longer look is shown out.
    private async Task<List<string>> AdmittedAsync(string instanceId, IServiceProvider services, CancellationToken cancellation)
    {
        var (db, absences) = (services.GetRequiredService<WorkflowsDbContext>(), services.GetRequiredService<Absences>());
        var admitted = new List<string>();
        foreach (var (connectionId, (_, viewer)) in _watched.Where(w => w.Value.InstanceId == instanceId))
        {
            if (await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == viewer.PersonId && p.SuspendedAt == null, cancellation) is { } person
                && await db.Set<WorkflowInstance>().SeenBy(await absences.ActorAsync(person, cancellation)).AnyAsync(i => i.Id == instanceId, cancellation))
            {
                admitted.Add(connectionId);
            }
            else
            {
                viewer.Connection.Abort();
            }
        }

        return admitted;
    }

    private async Task TellAsync(string instanceId, WorkflowsDbContext db, IReadOnlyList<string> connections, CancellationToken cancellation)
    {
        var instance = await db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.Id == instanceId, cancellation);
        var journal = await InstanceLog.ReadAsync(instance, db, cancellation);
        var viewers = hub.Clients.Clients(connections);
        await viewers.SendAsync("ActivityExecutionLogUpdatedAsync", new { stats = ExecutionShape.Stats(journal, null) }, cancellation);
        await viewers.SendAsync("WorkflowExecutionLogUpdatedAsync", new { }, cancellation);
        await viewers.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = instanceId }, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watched instances could not be read; they are read again in a second")]
    private partial void LogTrouble(Exception trouble);
}
