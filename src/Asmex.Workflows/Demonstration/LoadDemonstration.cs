using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Demonstration;

/// <summary>Fills an empty house with people, firms, and plans past and running, through the verbs that people use.</summary>
public sealed class LoadDemonstration(IServiceScopeFactory scopes)
{
    /// <param name="clock">The clock that the verbs of these scopes read; it ends at <paramref name="today"/>.</param>
    /// <returns>False when somebody lives here already; nothing was written.</returns>
    public async Task<bool> RunAsync(DemonstrationClock clock, DateTimeOffset today, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>().Users.AnyAsync(cancellation))
        {
            return false;
        }

        await DemonstrationPeople.AppointAsync(scope.ServiceProvider, Zone.DateOf(clock.GetUtcNow()), cancellation);
        await DemonstrationFirms.AddAsync(scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>(), today, cancellation);
        clock.MoveTo(today);
        return true;
    }
}
