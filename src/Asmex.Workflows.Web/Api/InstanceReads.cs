using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Web.Setup;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Api;

/// <summary>Finds instances that the caller may see; others are not there.</summary>
internal sealed class InstanceReads(WorkflowsDbContext db, CurrentActor current)
{
    private const int MostPerPage = 100;

    private IQueryable<WorkflowInstance> Seen => db.Set<WorkflowInstance>().AsNoTracking().SeenBy(current.Actor);

    /// <exception cref="KeyNotFoundException">There is none, or not for this person.</exception>
    public async Task<WorkflowInstance> OneAsync(string id, CancellationToken cancellation) =>
        await Seen.SingleOrDefaultAsync(i => i.Id == id, cancellation) ?? throw new KeyNotFoundException(id);

    public Task<InstanceLog> LogAsync(WorkflowInstance instance, CancellationToken cancellation) => InstanceLog.ReadAsync(instance, db, cancellation);

    public Task<List<WorkflowIncident>> IncidentsAsync(string id, CancellationToken cancellation) =>
        db.Set<WorkflowIncident>().AsNoTracking().Where(i => i.InstanceId == id && i.ResolvedAt == null).OrderBy(i => i.At).ToListAsync(cancellation);

    /// <summary>The log in which an execution stands; an execution of somebody else's instance is not there.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public async Task<(InstanceLog Log, ExecutionRecord Record)> ExecutionAsync(string executionId, CancellationToken cancellation)
    {
        var instance = executionId.LastIndexOf(ExecutionShape.Joint) is var at and > 0 ? executionId[..at] : throw new KeyNotFoundException(executionId);
        var log = await LogAsync(await OneAsync(instance, cancellation), cancellation);
        return (log, log.Find(executionId[(at + 1)..]) ?? throw new KeyNotFoundException(executionId));
    }

    public async Task<(IReadOnlyList<object> Items, int Total)> ListAsync(JsonObject asked, CancellationToken cancellation)
    {
        var found = Filter(asked);
        var total = await found.CountAsync(cancellation);
        var size = Math.Clamp(asked.Number("pageSize") ?? MostPerPage, 1, MostPerPage);
        var rows = await Ordered(found, asked.Text("orderBy"), asked.Text("orderDirection") != "Ascending")
            .Skip((int)Math.Min((long)Math.Max(asked.Number("page") ?? 0, 0) * size, int.MaxValue)).Take(size)
            .Select(i => new { Instance = i, Incidents = db.Set<WorkflowIncident>().Count(o => o.InstanceId == i.Id && o.ResolvedAt == null) }).ToListAsync(cancellation);
        return ([.. rows.Select(r => InstanceShape.Summary(r.Instance, r.Incidents))], total);
    }

    private IQueryable<WorkflowInstance> Filter(JsonObject asked)
    {
        var found = Seen;
        IReadOnlyList<string> definitions = [.. asked.Texts("definitionIds"), .. asked.Text("definitionId") is { } one ? [one] : Array.Empty<string>()];
        if (definitions.Count > 0)
        {
            found = found.Where(i => definitions.Contains(i.DefinitionId));
        }

        if (asked.Number("version") is { } version)
        {
            found = found.Where(i => i.Version == version);
        }

        if (asked.Text("correlationId") is { } correlation)
        {
            found = found.Where(i => i.CorrelationId == correlation);
        }

        var states = Named<WorkflowStatus>(asked, "status", "statuses");
        found = states.Count == 0 ? found : found.Where(i => states.Contains(i.Status));
        var subStates = Named<WorkflowSubStatus>(asked, "subStatus", "subStatuses");
        found = subStates.Count == 0 ? found : found.Where(i => subStates.Contains(i.SubStatus));
        if (asked.Flag("hasIncidents") is { } stopped)
        {
            found = found.Where(i => db.Set<WorkflowIncident>().Any(o => o.InstanceId == i.Id && o.ResolvedAt == null) == stopped);
        }

        foreach (var filter in (asked["timestampFilters"] as JsonArray ?? []).OfType<JsonObject>())
        {
            found = found.Where(AtTime(filter));
        }

        return asked.Text("searchTerm")?.Trim() is { Length: > 0 } term
            ? found.Where(i => i.Id == term || i.DefinitionId.Contains(term) || i.Name!.Contains(term) || i.CorrelationId == term)
            : found;
    }

    private static Expression<Func<WorkflowInstance, bool>> AtTime(JsonObject filter)
    {
        var instance = Expression.Parameter(typeof(WorkflowInstance), "i");
        var column = filter.Text("column") switch
        {
            "CreatedAt" => Expression.Property(instance, nameof(WorkflowInstance.CreatedAt)),
            "UpdatedAt" => Expression.Property(instance, nameof(WorkflowInstance.UpdatedAt)),
            "FinishedAt" => Expression.Property(instance, nameof(WorkflowInstance.FinishedAt)),
            var other => throw new JsonException($"timestampFilters: '{other}' is no time of an instance (CreatedAt, UpdatedAt, FinishedAt)."),
        };
        var at = DateTimeOffset.TryParse(filter.Text("timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Expression.Constant(time, column.Type) : throw new JsonException($"timestampFilters: '{filter.Text("timestamp")}' is no time.");
        return Expression.Lambda<Func<WorkflowInstance, bool>>(
            filter.Text("operator") switch
            {
                "Is" => Expression.Equal(column, at),
                "IsNot" => Expression.NotEqual(column, at),
                "GreaterThan" => Expression.GreaterThan(column, at),
                "GreaterThanOrEqual" => Expression.GreaterThanOrEqual(column, at),
                "LessThan" => Expression.LessThan(column, at),
                "LessThanOrEqual" => Expression.LessThanOrEqual(column, at),
                var other => throw new JsonException($"timestampFilters: '{other}' is no comparison."),
            },
            instance);
    }

    private static List<TState> Named<TState>(JsonObject asked, string one, string several)
        where TState : struct, Enum =>
        [.. asked.Texts(several).Append(asked.Text(one)).Select(name => Enum.TryParse<TState>(name, ignoreCase: true, out var state) ? state : (TState?)null).OfType<TState>()];

    private static IQueryable<WorkflowInstance> Ordered(IQueryable<WorkflowInstance> found, string? by, bool descending) => (by, descending) switch
    {
        ("UpdatedAt" or "LastExecuted", true) => found.OrderByDescending(i => i.UpdatedAt).ThenBy(i => i.Id),
        ("UpdatedAt" or "LastExecuted", false) => found.OrderBy(i => i.UpdatedAt).ThenBy(i => i.Id),
        ("Finished", true) => found.OrderByDescending(i => i.FinishedAt).ThenBy(i => i.Id),
        ("Finished", false) => found.OrderBy(i => i.FinishedAt).ThenBy(i => i.Id),
        ("Name", true) => found.OrderByDescending(i => i.Name).ThenBy(i => i.Id),
        ("Name", false) => found.OrderBy(i => i.Name).ThenBy(i => i.Id),
        (_, true) => found.OrderByDescending(i => i.CreatedAt).ThenBy(i => i.Id),
        (_, false) => found.OrderBy(i => i.CreatedAt).ThenBy(i => i.Id),
    };
}
