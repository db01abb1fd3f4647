using Asmex.Workflows.BrowserTests.Harness;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.BrowserTests;

/// <summary>Everybody walks through every page their links lead to, and each page is looked at.</summary>
public sealed class EveryPageTests(Product product) : IClassFixture<Product>
{
    // Those first whose pages lead furthest.
    private static readonly string[] _people = [Roles.Administrator, Roles.Delegate, Roles.Coordinator, .. Roles.OfAccounts.Except([Roles.Administrator, Roles.Delegate, Roles.Coordinator])];

    // Reached by a letter, by a form, by a second step at the door, or by what the demonstration need not hold.
    private static readonly string[] _offTheWay =
    [
        "/a/{Token}", "/g/{Token}", "/leave/{Token}", "/act/{Secret}", "/tasks/together", "/account/code", "/account/password",
        "/dev/mail/{Id:guid}", "/calendar/changes/{Version:int}/withdrawals/new", "/commitments/{Id:guid}/expenses/new", "/commitments/{Id:guid}/releases/new", "/commitments/{Id:guid}/supplements/new",
        "/movements/{Id:guid}/corrections/new", "/budgets/{Id:guid}/receipts/new", "/year-ends/{Id:guid}", "/approvals/several", "/instances/{Id}/migrations/new", "/rounds/{Id:guid}/event", "/firms/segments/new", "/firms/pairs/{Id:guid}", "/firms/merges/{Id:guid}", "/rights/{Id:guid}", "/rights/{Id:guid}/erasures/new",
        "/firms/imports/{Id:guid}", "/firms/imports/{Id:guid}/undo", "/firms/imports/{Id:guid}/rows/{Number:int}", "/tasks/{Id:guid}/change", "/meetings/{Id:guid}/decisions/new",
        "/code", "/arrivals/{Code}", "/outreach/rounds/{Id:guid}/release", "/definitions/{Id}/versions/{From:int}/{To:int}",
    ];

    [BrowserTheory]
    [InlineData("fr")]
    [InlineData("ar")]
    public Task Every_page_fits_a_phone_and_speaks_one_language(string language) => product.BrowseAsync(async visit =>
    {
        var walk = new Walk(visit, language);
        await walk.GoAsync("nobody", "/account/sign-in", "/errors/404", "/errors/500");
        foreach (var role in _people)
        {
            await visit.SignInAsync(role);
            await walk.GoAsync(role, ["/", .. await AheadAsync(role)]);
        }

        await walk.GoAsync("nobody", "/dev/mail");
        Assert.True(walk.Faults.Count == 0, string.Join('\n', walk.Faults));
        Assert.Empty(walk.NotSeen.Except(_offTheWay));
    }, language, Device.Phone);

    // Of the many pages of one kind that a walk may come to first, as the day has it, those that lead further.
    private async Task<IReadOnlyList<string>> AheadAsync(string role)
    {
        await using var scope = product.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
        if (role == Roles.Delegate)
        {
            var person = await db.Users.Where(p => p.Appointments.Any(a => a.Role == role)).OrderBy(p => p.Id).Select(p => p.Id).FirstAsync();
            var own = await db.Set<PlanTask>().Where(t => t.Status == PlanTaskStatus.Open && t.Kind == TaskKind.Form && t.AssigneeId == person).OrderBy(t => t.Id).Select(t => t.Id).FirstAsync();
            return [$"/tasks/{own}"];
        }

        if (role == Roles.Coordinator)
        {
            var silent = await db.Set<Invitation>().Where(i => i.Reply == null && i.State == InvitationState.Invited).OrderBy(i => i.Id).Select(i => i.RoundId).FirstAsync();
            return [$"/outreach/rounds/{silent}/silent"];
        }

        return role == Roles.Administrator ? ["/letters?state=Sent"] : [];
    }
}
