using Microsoft.AspNetCore.SignalR;

namespace Asmex.Workflows.Web.Api;

/// <summary>Who looks on, and by which connection.</summary>
internal sealed record InstanceViewer(Guid PersonId, HubCallerContext Connection);
