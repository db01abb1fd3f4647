using Asmex.Workflows.Web.Setup;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Asmex.Workflows.Tests.Web;

public sealed class AgainAfterDeadlockTests
{
    private readonly ServiceProvider _services = new ServiceCollection().AddScoped<Visit>().BuildServiceProvider();

    [Fact]
    public async Task A_request_that_was_given_up_begins_anew_with_services_of_its_own()
    {
        var visits = new List<Visit>();

        await AskAsync(context =>
        {
            visits.Add(context.RequestServices.GetRequiredService<Visit>());
            return visits.Count < 3 ? throw new DbUpdateException("given up", GivenUp()) : Task.CompletedTask;
        });

        Assert.Equal(3, visits.Distinct().Count());
    }

    [Fact]
    public async Task It_is_given_up_after_a_few_attempts_and_any_other_trouble_at_once()
    {
        var (deadlocks, others) = (0, 0);

        await Assert.ThrowsAsync<PostgresException>(() => AskAsync(_ => ++deadlocks > 0 ? throw GivenUp() : Task.CompletedTask));
        await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(_ => ++others > 0 ? throw new InvalidOperationException("It cannot be.") : Task.CompletedTask));

        Assert.Equal((4, 1), (deadlocks, others));
    }

    private static PostgresException GivenUp() => new("deadlock detected", "ERROR", "ERROR", PostgresErrorCodes.DeadlockDetected);

    private async Task AskAsync(RequestDelegate answer)
    {
        await using var scope = _services.CreateAsyncScope();
        await new AgainAfterDeadlock(answer, _services.GetRequiredService<IServiceScopeFactory>()).InvokeAsync(new DefaultHttpContext { RequestServices = scope.ServiceProvider });
    }

    private sealed class Visit;
}
