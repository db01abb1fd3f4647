using System.Text.Json;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running;

/// <summary>Incidents that no burst reports: the answer of a bookmark never came as far as its activity.</summary>
public static class IncidentRecords
{
    /// <summary>True when an instance cannot go on at all: its state, or its definition, cannot be read.</summary>
    public static bool IsUnreadable(this Exception problem) =>
        problem is FormatException or DefinitionFaultException or KeyNotFoundException or RuleBrokenException { Key: "Running.Unreadable" };

    /// <summary>True when a sweep must leave an instance to an administrator and go on with the others: it is suspended, cannot be read, or has no end.</summary>
    public static bool WaitsForRepair(this RuleBrokenException refusal) => refusal.Key is "Running.Held" or "Running.Unreadable" or "Running.Endless";

    /// <summary>Opens an incident at a bookmark, which the clock then leaves alone; one that cannot be read is held whole, so that it has one incident and not one a bookmark.</summary>
    /// <param name="answer">What a retry gives again; without it a retry only closes the incident.</param>
    internal static async Task OpenIncidentAsync(this WorkflowsDbContext db, string bookmarkId, Exception problem, Answer? answer, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Set<WaitingBookmark>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == bookmarkId, cancellation) is not { } bookmark
            || await db.Set<WorkflowIncident>().AnyAsync(i => i.BookmarkId == bookmarkId && i.ResolvedAt == null, cancellation))
        {
            return;
        }

        var said = problem is EndlessActException endless ? endless.Said : problem.Message;
        var incident = new Incident(bookmark.ActivityId, bookmark.NodeId, bookmark.Name, said, bookmarkId, now);
        db.Add(new WorkflowIncident(bookmark.InstanceId, incident, answer is null ? null : JsonSerializer.Serialize(answer, JsonSerializerOptions.Web)));
        var writer = new BurstWriter(db);

        // A bookmark that its own state does not know is unreadable as well.
        if ((problem.IsUnreadable() || problem is NothingThereException) && await writer.LockAsync(bookmark.InstanceId, cancellation) is { HeldAt: null } instance)
        {
            writer.Hold(instance, Actor.House, now);
        }
        else if (answer is { IsDue: true })
        {
            writer.Hold(bookmarkId);
        }
    }
}
