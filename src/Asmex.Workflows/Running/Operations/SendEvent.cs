using System.Text.Json.Nodes;
using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running.Operations;

/// <summary>Gives an event by hand to every workflow that waits for it.</summary>
public sealed class SendEvent(WorkflowsDbContext db, Bursts bursts, TimeProvider clock)
{
    /// <param name="correlationId">Only to instances with this correlation id; to all when absent.</param>
    /// <param name="payload">What it carries: a step that waits for a certain payload gets no other.</param>
    /// <returns>How many waits it answered; those that are suspended get it when they are released.</returns>
    /// <exception cref="RuleBrokenException">The name is missing or the payload too large; nothing was written.</exception>
    public Task<int> RunAsync(string name, string? correlationId, JsonNode? payload, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        return string.IsNullOrWhiteSpace(name) ? throw new RuleBrokenException("Running.NoEventName") : db.UntilCommittedAsync(() => SendAsync(name.Trim(), correlationId, payload, actor, cancellation));
    }

    private async Task<int> SendAsync(string name, string? correlationId, JsonNode? payload, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var correlation = string.IsNullOrWhiteSpace(correlationId) ? null : correlationId.Trim();
        var answered = await bursts.PublishAsync(name, correlation, payload, actor, cancellation);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.EventSent", new Subject(), name, answered));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return answered;
    }
}
