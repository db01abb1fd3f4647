using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Web.Setup;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Api;

/// <summary>Where a viewer says which instance it shows; what happens to it is told by <see cref="InstanceWatch"/>.</summary>
internal sealed class InstanceHub(InstanceWatch watch, WorkflowsDbContext db) : Hub
{
    public const string Path = ApiSetup.Root + "/hubs/workflow-instance";

    /// <summary>From now on this connection hears of an instance; of one that its person may not see it hears nothing.</summary>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        var caller = Context.GetHttpContext()!.RequestServices.GetRequiredService<CurrentActor>();
        if (await db.Set<WorkflowInstance>().AsNoTracking().SeenBy(caller.Actor).AnyAsync(i => i.Id == instanceId, Context.ConnectionAborted))
        {
            await watch.ObserveAsync(instanceId, new InstanceViewer(caller.Person!.Id, Context), Context.ConnectionAborted);
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watch.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
