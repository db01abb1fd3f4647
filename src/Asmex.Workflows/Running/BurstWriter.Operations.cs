using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Running;

/// <summary>What a person does to an instance without running it.</summary>
internal sealed partial class BurstWriter
{
    /// <summary>Lets an instance wait again where its state says.</summary>
    public void WaitAgain(string instanceId, IEnumerable<Bookmark> bookmarks, DateTimeOffset now)
    {
        foreach (var bookmark in bookmarks)
        {
            Wait(instanceId, bookmark, now);
        }
    }

    /// <summary>Gives an instance another state, and its bookmarks their places in it.</summary>
    public void Move(WorkflowInstance instance, WorkflowState state, int version, Actor actor, DateTimeOffset now)
    {
        Write(new Statement("UPDATE workflow_instances SET state = $1, version = $2, bursts = $3, updated_at = $4 WHERE id = $5")
            .Text(state.ToJson()).Number(version).Number(instance.Bursts + 1).At(now).Text(instance.Id));
        foreach (var bookmark in state.Bookmarks)
        {
            Write(new Statement("UPDATE bookmarks SET activity_id = $1, node_id = $2 WHERE id = $3").Text(bookmark.ActivityId).Text(bookmark.NodeId).Text(bookmark.Id));
        }

        Journal(instance.Id, instance.Bursts + 1, now, actor, null, []);
    }

    /// <summary>Gives an instance that could not start another version to start with.</summary>
    public void Redirect(WorkflowInstance instance, int version, DateTimeOffset now) =>
        Write(new Statement("UPDATE workflow_instances SET version = $1, updated_at = $2 WHERE id = $3").Number(version).At(now).Text(instance.Id));

    /// <summary>Ends an instance that could not start, or cannot be read: nothing of it waits any more.</summary>
    public void EndUnread(WorkflowInstance instance, Actor actor, DateTimeOffset now)
    {
        Write(new Statement("DELETE FROM bookmarks WHERE instance_id = $1").Text(instance.Id));
        Write(new Statement("UPDATE workflow_instances SET status = $1, sub_status = $2, bursts = $3, updated_at = $4, finished_at = $5 WHERE id = $6")
            .Text(nameof(WorkflowStatus.Finished)).Text(nameof(WorkflowSubStatus.Cancelled)).Number(instance.Bursts + 1).At(now).At(now).Text(instance.Id));
        Journal(instance.Id, instance.Bursts + 1, now, actor, null, []);
    }

    /// <summary>Takes an instance from the clock and from all who answer, until it is released.</summary>
    public void Hold(WorkflowInstance instance, Actor actor, DateTimeOffset now)
    {
        Write(new Statement("UPDATE workflow_instances SET held_by = $1, held_at = $2, updated_at = $3 WHERE id = $4").Text(actor.Name).At(now).At(now).Text(instance.Id));
        Write(new Statement("UPDATE bookmarks SET due_at = NULL WHERE instance_id = $1").Text(instance.Id));
    }

    /// <summary>Gives an instance back; these bookmarks are for the clock again.</summary>
    public void Release(WorkflowInstance instance, IEnumerable<Bookmark> timers, DateTimeOffset now)
    {
        Write(new Statement("UPDATE workflow_instances SET held_by = NULL, held_at = NULL, updated_at = $1 WHERE id = $2").At(now).Text(instance.Id));
        foreach (var timer in timers)
        {
            Write(new Statement("UPDATE bookmarks SET due_at = $1 WHERE id = $2").At(timer.DueAt).Text(timer.Id));
        }
    }
}
