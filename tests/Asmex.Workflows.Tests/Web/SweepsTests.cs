using Asmex.Workflows.Approvals;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Tests.Web;

public sealed class SweepsTests
{
    [Theory]
    [InlineData(typeof(EscalateApprovals), typeof(ExpireApprovals))]
    [InlineData(typeof(CloseRounds), typeof(ExpireOffers))]
    [InlineData(typeof(FreeTasks), typeof(SendReminders))]
    public async Task What_stops_the_first_of_two_chores_does_not_stop_the_second(Type first, Type second)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var scope = database.Services.CreateAsyncScope();
        var services = new Faulty(scope.ServiceProvider, first);
        var sweeps = new Sweeps(services, Options.Create(new MailOptions()));

        await Assert.ThrowsAsync<InvalidOperationException>(() => first == typeof(EscalateApprovals) ? sweeps.ExpireApprovalsAsync(default)
            : first == typeof(CloseRounds) ? sweeps.CloseRoundsAsync(default) : sweeps.RemindAsync(default));

        Assert.Equal([first, second], services.Asked);
    }

    private sealed class Faulty(IServiceProvider services, Type faulty) : IServiceProvider
    {
        public List<Type> Asked { get; } = [];

        public object? GetService(Type serviceType)
        {
            Asked.Add(serviceType);
            return serviceType == faulty ? throw new InvalidOperationException("It does not work today.") : services.GetService(serviceType);
        }
    }
}
