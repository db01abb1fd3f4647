using Asmex.Workflows.Letters.Sending;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Asmex.Workflows.Letters;

/// <summary>Whether a letter could leave now; nothing is lost while it cannot.</summary>
public sealed class MailHealth(IMailRoute route) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await route.ProbeAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            return HealthCheckResult.Degraded("Letters wait: " + trouble.Message, trouble);
        }
    }
}
