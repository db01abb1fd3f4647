using Asmex.Workflows.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Asmex.Workflows.Web.Setup;

/// <summary>Ready only when the database answers.</summary>
internal sealed class DatabaseCheck(WorkflowsDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer.");
}
