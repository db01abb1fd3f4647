using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Activities;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Running;

/// <summary>Runs the engine inside the transaction of a verb: what the steps did, and everything that follows from it (tasks, letters,
/// children, the parent's next step), is written there and committed with it.</summary>
public sealed partial class Bursts(WorkflowsDbContext db, WorkflowEngine engine, Definitions definitions, IServiceProvider services, IOptions<RunningOptions> options, TimeProvider clock)
{
    private readonly BurstWriter _writer = new(db);
    private readonly Sizes _sizes = new(options.Value);
    private readonly Queue<Func<Task>> _next = new();
    private readonly HashSet<string> _ran = [];

    /// <summary>Starts an instance and runs what follows.</summary>
    public async Task StartAsync(StartWorkflow order, Actor actor, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        _next.Enqueue(() => StartOneAsync(order, actor, cancellation));
        await DrainAsync(new ActOrigin(Start: order));
    }

    /// <summary>Answers a bookmark and runs what follows; waits for the lock of the instance first.</summary>
    /// <exception cref="RuleBrokenException">It was answered already; says by whom and when.</exception>
    /// <exception cref="NothingThereException">There never was such a bookmark, or its instance was cancelled.</exception>
    public async Task ResumeAsync(string bookmarkId, Answer answer, Actor actor, CancellationToken cancellation)
    {
        _sizes.MustBePayload(answer.Value);
        await GiveAsync(bookmarkId, answer, actor, cancellation);
    }

    /// <summary>The same with what the house itself has gathered: however much it is, nobody could send less of it.</summary>
    internal async Task GiveAsync(string bookmarkId, Answer answer, Actor actor, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        _next.Enqueue(() => ResumeOneAsync(bookmarkId, answer, actor, cancellation));
        await DrainAsync(new ActOrigin(bookmarkId, answer.IsDue ? answer : null));
    }

    /// <summary>Takes an incident up: gives the failed answer again, runs the faulted activity again, or starts again what failed to start.</summary>
    /// <param name="skip">The activity that is left by a chosen outcome instead; may be absent.</param>
    public async Task RepairAsync(WorkflowIncident incident, Skip? skip, Actor actor, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        if (incident.BookmarkId is not { } bookmark)
        {
            _next.Enqueue(() => RepairOneAsync(incident, skip, actor, cancellation));
        }
        else if (incident.Answer is { } kept)
        {
            var answer = JsonSerializer.Deserialize<Answer>(kept, JsonSerializerOptions.Web)!;
            _next.Enqueue(() => ResumeOneAsync(bookmark, answer, actor, cancellation, skip));
        }

        await DrainAsync(new ActOrigin(incident.BookmarkId));
    }

    /// <summary>Ends an instance and the children it waits for; nothing of them waits any more.</summary>
    public async Task CancelAsync(string instanceId, Actor actor, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        _next.Enqueue(() => CancelOneAsync(instanceId, tellsParent: true, actor, cancellation));
        await DrainAsync(new ActOrigin());
    }

    /// <summary>Ends another instance as well, after what is being done now.</summary>
    internal void CancelNext(string instanceId, Actor actor, CancellationToken cancellation) =>
        _next.Enqueue(() => CancelOneAsync(instanceId, tellsParent: false, actor, cancellation));

    /// <summary>The instance that an execution dispatches: always the same, so that a repeated burst cannot start a second.</summary>
    public static string ChildOf(string executionId) => executionId + "-child";

    private async Task DrainAsync(ActOrigin origin)
    {
        var limit = new ActLimit(options.Value, clock);
        _ran.Clear();
        try
        {
            while (_next.TryDequeue(out var step))
            {
                limit.MustAllowAnother(origin, _ran);
                await step();
            }
        }
        finally
        {
            // What follows from a burst that failed must not follow from the next.
            _next.Clear();
        }
    }

    private async Task StartOneAsync(StartWorkflow order, Actor actor, CancellationToken cancellation)
    {
        _sizes.MustBePayload(order.Input);
        var version = await _writer.PublishedAsync(order.DefinitionId, cancellation) ?? throw new RuleBrokenException("Running.NotPublished", order.DefinitionId);
        var definition = await definitions.GetAsync(db, order.DefinitionId, version, cancellation);
        var now = clock.GetUtcNow();
        var instance = new WorkflowInstance
        {
            Id = order.InstanceId,
            DefinitionId = order.DefinitionId,
            Version = version,
            Name = definition.Name,
            CorrelationId = order.CorrelationId,
            SubStatus = WorkflowSubStatus.Pending,
            ParentBookmarkId = order.ParentBookmarkId,
            PlanId = order.PlanId,
            ActionId = order.ActionId,
            Region = order.Region,
            State = order.Input.ToJsonString(),
            CreatedAt = now,
            UpdatedAt = now,
        };
        var burst = engine.Start(definition, new StartOrder(instance.Id, order.Input, now, order.CorrelationId));
        if (!burst.IsRolledBack)
        {
            instance = instance.After(burst.State, now);
            _sizes.MustBeVariables(instance, burst.State);
        }

        _writer.Insert(instance);
        _ran.Add(instance.DefinitionId);
        await FollowAsync(instance, burst, null, null, actor, cancellation);
    }

    private async Task RepairOneAsync(WorkflowIncident incident, Skip? skip, Actor actor, CancellationToken cancellation)
    {
        var instance = await _writer.LockAsync(incident.InstanceId, cancellation) ?? throw new NothingThereException("workflow");
        MustBeFree(instance);
        if (instance is { Bursts: 0, Status: WorkflowStatus.Finished })
        {
            // Its start was given up: there is nothing to repeat.
            return;
        }

        var definition = await definitions.GetAsync(db, instance.DefinitionId, instance.Version, cancellation);
        if (instance.Bursts == 0)
        {
            var order = new StartOrder(instance.Id, JsonNode.Parse(instance.State)!.AsObject(), clock.GetUtcNow(), instance.CorrelationId);
            await SaveAsync(instance, engine.Start(definition, order, skip), null, null, actor, cancellation);
            return;
        }

        var state = instance.ReadState();
        var burst = TakeUp(() => skip is null ? engine.Retry(definition, state, incident.NodeId, clock.GetUtcNow()) : engine.SkipFaulted(definition, state, skip, clock.GetUtcNow()), incident);
        await SaveAsync(instance, burst, null, null, actor, cancellation);
        if (instance.Status == WorkflowStatus.Finished && burst.State.Status == WorkflowStatus.Running)
        {
            await WaitAgainAsync(instance, [.. burst.State.Bookmarks.Where(b => burst.Added.All(a => a.Id != b.Id))], actor, cancellation);
        }
    }

    private static Burst TakeUp(Func<Burst> repair, WorkflowIncident incident)
    {
        try
        {
            return repair();
        }
        catch (InvalidOperationException)
        {
            throw new RuleBrokenException("Running.NotFaulted", incident.ActivityId);
        }
    }

    private async Task CancelOneAsync(string instanceId, bool tellsParent, Actor actor, CancellationToken cancellation)
    {
        var instance = await _writer.LockAsync(instanceId, cancellation) ?? throw new NothingThereException("workflow");
        if (instance.Status == WorkflowStatus.Finished)
        {
            return;
        }

        // What this act opened before is withdrawn as well: whoever withdraws it asks the database for it.
        await db.SaveChangesAsync(cancellation);
        var now = clock.GetUtcNow();
        var context = new EffectContext(instance.Id, instance.PlanId, instance.ActionId, instance.Region, now, actor);
        var waits = await db.Set<WaitingBookmark>().Where(b => b.InstanceId == instanceId).Select(b => b.Id).ToListAsync(cancellation);
        if (await CancelledAsync(instance, now, cancellation) is { } burst)
        {
            await SaveAsync(instance, burst, null, null, actor, cancellation, tellsParent);
        }
        else
        {
            _writer.EndUnread(instance, actor, now);
            foreach (var bookmark in waits)
            {
                await HandleAsync(new BookmarkBurned(bookmark), context, cancellation);
            }

            TellParent(tellsParent ? instance : null, [], actor, cancellation);
        }

        await HandleAsync(new WorkflowCancelled(instance.Id), context, cancellation);
        var children = await db.Set<WorkflowInstance>().Where(i => i.Status == WorkflowStatus.Running && i.ParentBookmarkId != null && waits.Contains(i.ParentBookmarkId)).Select(i => i.Id).ToListAsync(cancellation);
        children.ForEach(child => _next.Enqueue(() => CancelOneAsync(child, tellsParent: false, actor, cancellation)));
    }

    /// <returns>Nothing for one that never ran or cannot be read: it is ended without being understood.</returns>
    private async Task<Burst?> CancelledAsync(WorkflowInstance instance, DateTimeOffset now, CancellationToken cancellation)
    {
        if (instance.Bursts == 0)
        {
            return null;
        }

        try
        {
            var (definition, state) = await ReadAsync(instance, cancellation);
            return engine.Cancel(definition, state, now);
        }
        catch (Exception problem) when (problem.IsUnreadable())
        {
            return null;
        }
    }

    private async Task ResumeOneAsync(string bookmarkId, Answer answer, Actor actor, CancellationToken cancellation, Skip? skip = null)
    {
        var instance = await _writer.LockByBookmarkAsync(bookmarkId, cancellation);
        var state = instance is null ? null : instance.ReadState();
        if (state is null || state.Bookmarks.All(b => b.Id != bookmarkId))
        {
            throw await WhyNotAsync(bookmarkId, cancellation);
        }

        MustBeFree(instance!);
        var definition = await definitions.GetAsync(db, instance!.DefinitionId, instance.Version, cancellation);
        await SaveAsync(instance, engine.Resume(definition, state, bookmarkId, answer, clock.GetUtcNow(), skip), bookmarkId, answer, actor, cancellation);
    }

    private async Task SaveAsync(WorkflowInstance instance, Burst burst, string? answered, Answer? answer, Actor actor, CancellationToken cancellation, bool tellsParent = true)
    {
        _ran.Add(instance.DefinitionId);
        if (!burst.IsRolledBack)
        {
            instance = instance.After(burst.State, clock.GetUtcNow());
            _sizes.MustBeVariables(instance, burst.State);
            _writer.Update(instance);
        }

        await FollowAsync(instance, burst, answered, answer, actor, cancellation, tellsParent);
    }

    private async Task FollowAsync(WorkflowInstance instance, Burst burst, string? answered, Answer? answer, Actor actor, CancellationToken cancellation, bool tellsParent = true)
    {
        db.AddRange(burst.Incidents.Select(i => new WorkflowIncident(instance.Id, i, answer is null ? null : JsonSerializer.Serialize(answer, JsonSerializerOptions.Web))));
        if (burst.IsRolledBack)
        {
            Withhold(instance, burst, answered);
            return;
        }

        _writer.Follow(instance, burst, answered, actor);
        var withdrawn = burst.Burned.Where(b => b != answered).Select(b => new BookmarkBurned(b)).ToList();
        if (withdrawn.Count > 0)
        {
            // An earlier burst of this act may have opened it, and whoever withdraws it asks the database for it.
            await db.SaveChangesAsync(cancellation);
        }

        var context = new EffectContext(instance.Id, instance.PlanId, instance.ActionId, instance.Region, instance.UpdatedAt, actor) { Answered = answered };
        foreach (var effect in burst.Effects.Concat(withdrawn))
        {
            await ApplyAsync(effect, context, cancellation);
        }

        if (burst.State.Status == WorkflowStatus.Finished && burst.State.SubStatus != WorkflowSubStatus.Faulted)
        {
            TellParent(tellsParent ? instance : null, burst.State.Output, actor, cancellation);
        }
    }

    /// <summary>The clock must not give the same answer at every sweep: from now on the incident holds it.</summary>
    private void Withhold(WorkflowInstance instance, Burst burst, string? answered)
    {
        if (answered is null)
        {
            return;
        }

        if (burst.Incidents.Any(i => i.NodeId.Length == 0))
        {
            // No activity failed: the state has no place in its definition, and so it is with each of its bookmarks.
            _writer.Hold(instance, Actor.House, clock.GetUtcNow());
        }
        else
        {
            _writer.Hold(answered);
        }
    }

    private void TellParent(WorkflowInstance? child, JsonObject output, Actor actor, CancellationToken cancellation)
    {
        if (child?.ParentBookmarkId is { } parent)
        {
            _next.Enqueue(() => DeliverOneAsync(parent, new Answer(Value: output.DeepClone()), actor, cancellation));
        }
    }

    private async Task ApplyAsync(Effect effect, EffectContext context, CancellationToken cancellation)
    {
        if (effect is DispatchEffect dispatch)
        {
            var actionId = Guid.TryParse(dispatch.Input["actionId"]?.ToString(), out var id) ? id : (Guid?)null;
            var child = new StartWorkflow(dispatch.DefinitionId, ChildOf(dispatch.ExecutionId), dispatch.Input, dispatch.CorrelationId,
                dispatch.Wait ? dispatch.ExecutionId : null, context.PlanId, actionId, context.Region);
            _next.Enqueue(() => !dispatch.IsCalledOff ? StartOneAsync(child, context.Actor, cancellation)
                : dispatch.Wait ? DeliverOneAsync(dispatch.ExecutionId, new Answer(Value: new JsonObject()), context.Actor, cancellation) : Task.CompletedTask);
        }
        else if (effect is PublishEventEffect publish)
        {
            foreach (var waiter in await WaitersAsync(publish.EventName, publish.CorrelationId, publish.Payload, cancellation))
            {
                _next.Enqueue(() => DeliverOneAsync(waiter, new Answer(Value: publish.Payload?.DeepClone()), context.Actor, cancellation));
            }
        }

        await HandleAsync((dynamic)effect, context, cancellation);
    }

    private async Task HandleAsync<TEffect>(TEffect effect, EffectContext context, CancellationToken cancellation)
        where TEffect : Effect
    {
        foreach (var handler in services.GetServices<IEffectHandler<TEffect>>())
        {
            await handler.ApplyAsync(effect, context, cancellation);
        }
    }

    private static void MustBeFree(WorkflowInstance instance)
    {
        if (instance.HeldAt is { } since)
        {
            throw new RuleBrokenException("Running.Held", instance.Name ?? instance.DefinitionId, instance.HeldBy!, since);
        }
    }

    private async Task<Exception> WhyNotAsync(string bookmarkId, CancellationToken cancellation)
    {
        var answered = await db.Set<JournalEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.BookmarkId == bookmarkId, cancellation);
        return answered is null ? new NothingThereException("step") : new RuleBrokenException("Running.AlreadyAnswered", answered.ActorName, answered.At);
    }
}
