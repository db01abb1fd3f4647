using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Running;

/// <summary>How the clock's jobs go through what has fallen due: each row in a scope and a commit of its own, so that one that fails keeps none of the others back.</summary>
public sealed class Sweep(IServiceScopeFactory scopes)
{
    /// <param name="find">What is due, in the order in which it is worked on.</param>
    /// <param name="act">Works on one, in a transaction that it commits, and says how much it did; again after a deadlock.</param>
    /// <returns>How much was done. What waits for a repair of its workflow is left for a later sweep.</returns>
    /// <exception cref="AggregateException">Some failed; all had their turn before. A database that is away ends the sweep at once.</exception>
    public async Task<int> RunAsync(Func<IServiceProvider, Task<List<Guid>>> find, Func<IServiceProvider, Guid, Task<int>> act)
    {
        var done = 0;
        var failures = new List<Exception>();
        foreach (var id in await FindAsync(find))
        {
            await using var scope = scopes.CreateAsyncScope();
            var services = scope.ServiceProvider;
            try
            {
                done += await services.GetRequiredService<WorkflowsDbContext>().UntilCommittedAsync(() => act(services, id));
            }
            catch (RuleBrokenException refusal) when (refusal.WaitsForRepair())
            {
                // An administrator sees to it; the others do not wait for that.
            }
            catch (Exception failure) when (failure is not OperationCanceledException && (!failure.IsPassing() || failure.IsGivenUp()))
            {
                failures.Add(failure);
            }
        }

        return failures.Count == 0 ? done : throw new AggregateException(failures);
    }

    private async Task<List<Guid>> FindAsync(Func<IServiceProvider, Task<List<Guid>>> find)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await find(scope.ServiceProvider);
    }
}
