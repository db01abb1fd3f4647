using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running;

/// <summary>What an instance that a fault had ended finds when it is taken up.</summary>
public sealed partial class Bursts
{
    /// <summary>The fault took its bookmarks away; the other branches wait on. Children that ended meanwhile found nobody to tell: they are heard now.</summary>
    private async Task WaitAgainAsync(WorkflowInstance instance, List<Bookmark> bookmarks, Actor actor, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var held = await db.Set<WorkflowIncident>().Where(i => i.InstanceId == instance.Id && i.ResolvedAt == null && i.Answer != null).Select(i => i.BookmarkId).ToListAsync(cancellation);

        // What an incident holds is for nobody but who repairs it: not for the clock, and not for a child that was heard already.
        _writer.WaitAgain(instance.Id, bookmarks.Select(b => held.Contains(b.Id) ? b with { DueAt = null } : b), now);
        await HandleAsync(new WaitsAgain(instance.Id), new EffectContext(instance.Id, instance.PlanId, instance.ActionId, instance.Region, now, actor), cancellation);
        await HearEndsAsync([.. bookmarks.Select(b => b.Id).Where(id => !held.Contains(id))], actor, cancellation);
    }

    private async Task HearEndsAsync(List<string> waits, Actor actor, CancellationToken cancellation)
    {
        var children = await db.Set<WorkflowInstance>().Where(i => i.ParentBookmarkId != null && waits.Contains(i.ParentBookmarkId)).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync(cancellation);
        foreach (var id in children)
        {
            // One that ends just now cannot see the bookmark before this commit: it has ended when its lock is free, or it waits for this commit.
            if (await _writer.LockAsync(id, cancellation) is { Status: WorkflowStatus.Finished, SubStatus: not WorkflowSubStatus.Faulted } child)
            {
                TellParent(child, OutputOf(child), actor, cancellation);
            }
        }
    }

    private static JsonObject OutputOf(WorkflowInstance child)
    {
        try
        {
            return child.ReadState().Output;
        }
        catch (RuleBrokenException)
        {
            // It was cancelled before it ever ran, or without being understood.
            return [];
        }
    }
}
