using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running;

/// <summary>Answers that nobody stands behind to hear a refusal: an event for whoever waits, the end of a child for its parent.</summary>
public sealed partial class Bursts
{
    private int _delivered;

    /// <summary>Gives an event to all that wait for it. Who is suspended gets it when released; who cannot be read, or cannot do what follows, gets an incident that holds it.</summary>
    /// <returns>How many waits it answered at once.</returns>
    public async Task<int> PublishAsync(string eventName, string? correlationId, JsonNode? payload, Actor actor, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        _delivered = 0;
        var waiting = await WaitersAsync(eventName, correlationId, payload, cancellation);
        var answer = new Answer(Value: payload);
        waiting.ForEach(id => _next.Enqueue(() => DeliverOneAsync(id, answer with { Value = payload?.DeepClone() }, actor, cancellation)));
        await DrainAsync(new ActOrigin(waiting.FirstOrDefault(), answer));
        return _delivered;
    }

    /// <summary>Gives an instance that was released what came for it meanwhile, in the order it came.</summary>
    public async Task DeliverKeptAsync(string instanceId, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        var all = await db.Set<KeptAnswer>().Where(k => k.InstanceId == instanceId).OrderBy(k => k.At).ThenBy(k => k.BookmarkId).ToListAsync(cancellation);
        foreach (var kept in all)
        {
            db.Remove(kept);
            _next.Enqueue(() => DeliverOneAsync(kept.BookmarkId, kept.Given, kept.Giver, cancellation));
        }

        await db.SaveChangesAsync(cancellation);
        await DrainAsync(new ActOrigin(all.FirstOrDefault()?.BookmarkId));
    }

    private async Task DeliverOneAsync(string bookmarkId, Answer answer, Actor actor, CancellationToken cancellation)
    {
        _sizes.MustBePayload(answer.Value);
        if (await _writer.LockByBookmarkAsync(bookmarkId, cancellation) is not { Status: WorkflowStatus.Running } instance)
        {
            // It waits no longer: another answer of the same act was quicker, or it was cancelled.
            return;
        }

        if (instance.HeldAt is not null)
        {
            await KeepAsync(bookmarkId, instance, answer, actor, cancellation);
            return;
        }

        if (db.Refusals?.Of(bookmarkId) is { } refusal)
        {
            await LeaveToRepairAsync(bookmarkId, refusal, answer, cancellation);
            return;
        }

        WorkflowDefinition definition;
        WorkflowState state;
        try
        {
            (definition, state) = await ReadAsync(instance, cancellation);
        }
        catch (Exception problem) when (problem.IsUnreadable())
        {
            await LeaveToRepairAsync(bookmarkId, problem, answer, cancellation);
            return;
        }

        if (state.Bookmarks.Any(b => b.Id == bookmarkId))
        {
            _delivered++;
            await TakeInAsync(instance, engine.Resume(definition, state, bookmarkId, answer, clock.GetUtcNow()), bookmarkId, answer, actor, cancellation);
        }
    }

    private async Task LeaveToRepairAsync(string bookmarkId, Exception problem, Answer answer, CancellationToken cancellation)
    {
        await db.OpenIncidentAsync(bookmarkId, problem, answer, clock.GetUtcNow(), cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    private async Task TakeInAsync(WorkflowInstance instance, Burst burst, string bookmarkId, Answer answer, Actor actor, CancellationToken cancellation)
    {
        try
        {
            await SaveAsync(instance, burst, bookmarkId, answer, actor, cancellation);
        }
        catch (Exception problem) when (db.Refusals is { IsFull: false } refusals && IsOfReceiver(problem))
        {
            throw refusals.Note(bookmarkId, problem);
        }
    }

    // What a lost connection or another's change keeps from happening is not the receiver's, but the whole act's.
    private static bool IsOfReceiver(Exception problem) => problem is not (OperationCanceledException or DbUpdateConcurrencyException) && !problem.IsPassing();

    private async Task KeepAsync(string bookmarkId, WorkflowInstance instance, Answer answer, Actor actor, CancellationToken cancellation)
    {
        // The first answer counts, as it does for one that is not suspended; it may lie with an incident.
        if (await db.Set<KeptAnswer>().FindAsync([bookmarkId], cancellation) is null
            && !await db.Set<WorkflowIncident>().AnyAsync(i => i.BookmarkId == bookmarkId && i.ResolvedAt == null && i.Answer != null, cancellation))
        {
            db.Add(new KeptAnswer(bookmarkId, instance.Id, answer, actor, clock.GetUtcNow()));
        }
    }

    private async Task<(WorkflowDefinition Definition, WorkflowState State)> ReadAsync(WorkflowInstance instance, CancellationToken cancellation)
    {
        var state = instance.ReadState();
        return (await definitions.GetAsync(db, instance.DefinitionId, instance.Version, cancellation), state);
    }

    private Task<List<string>> WaitersAsync(string eventName, string? correlationId, JsonNode? payload, CancellationToken cancellation)
    {
        var (any, same) = (Stimuli.Event(eventName), Stimuli.Event(eventName, payload));
        return db.Set<WaitingBookmark>().Where(b => b.Stimulus == any || b.Stimulus == same)
            .Join(db.Set<WorkflowInstance>(), b => b.InstanceId, i => i.Id, (b, i) => new { b.Id, i.CorrelationId, b.CreatedAt })
            .Where(w => correlationId == null || w.CorrelationId == correlationId)
            .OrderBy(w => w.CreatedAt).ThenBy(w => w.Id).Select(w => w.Id).ToListAsync(cancellation);
    }
}
