using Asmex.Workflows.Approvals;
using Asmex.Workflows.BrowserTests.Harness;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Asmex.Workflows.BrowserTests.Journey;

/// <summary>The real policy of money by clicks: what <see cref="JourneyTests"/> does not come by.</summary>
public sealed class PolicyTests(BoardHouse house) : IClassFixture<BoardHouse>
{
    private const string Demand = "Demande d'engagement : surface";
    private const string Request = "Réservation de la surface du salon";

    [BrowserFact]
    public async Task A_request_goes_higher_expires_and_rises_to_the_board()
    {
        await house.BrowseAsync(async visit =>
        {
            var desk = new Desk(visit);
            await desk.PrepareAndValidateAsync("SIAL 2027");
            await desk.DecideOnTheFairAsync();
            await desk.DoAsync(Roles.Direction, Demand, ("amount", "15 000"));
        });

        var asked = await PendingAsync();
        await UntilAsync(asked.EscalateOn!.Value);
        await house.BrowseAsync(async visit =>
        {
            var desk = new Desk(visit);
            await desk.AsAsync(Roles.Coordinator);
            await OpenAsync(desk, visit);
            await desk.ReadAsync("Portée aussi à : Direction");
            await visit.PictureAsync("policy-escalated");
        });

        await UntilAsync(asked.DueOn.AddDays(1));
        await house.BrowseAsync(async visit =>
        {
            var desk = new Desk(visit);
            await desk.DoAsync(Roles.Direction, "Demande non accordée : la suite");
            await desk.DoAsync(Roles.Direction, Demand, ("amount", "148 000"));
            await desk.DecideAsync(Roles.Treasurer, Request);
            await desk.DecideAsync(Roles.Commission, Request, "SendBack", "Prendre toute la halle.");

            await desk.OpenAsync(Roles.Direction, Demand);
            await desk.ReadAsync("Prendre toute la halle.");
            await desk.CompleteAsync(("amount", "640 000"));
            await desk.AsAsync(Roles.Treasurer);
            await visit.GoAsync("/approvals");
            await Assertions.Expect(desk.Page.Locator(".requests").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = Request, Exact = true })).ToHaveCountAsync(0);

            await ApproveAsync(desk, visit, house.Board[0]);
            await desk.ReadAsync("1 sur 2");
            await visit.PictureAsync("policy-board");
            await ApproveAsync(desk, visit, house.Board[1]);
            await desk.OpenAsync(Roles.Direction, "Réservation de la surface");
        });
    }

    private static async Task ApproveAsync(Desk desk, Visit visit, Person member)
    {
        await visit.SignInAsync(member);
        await OpenAsync(desk, visit);
        await desk.Page.Locator("form.decision button[value=Approve]").ClickAsync();
        await Assertions.Expect(desk.Page.Locator("form.decision")).ToHaveCountAsync(0);
    }

    private static async Task OpenAsync(Desk desk, Visit visit)
    {
        await visit.GoAsync("/approvals");
        await desk.Page.Locator(".requests").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = Request, Exact = true }).ClickAsync();
    }

    private async Task<Approval> PendingAsync()
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>().Set<Approval>().AsNoTracking().SingleAsync(a => a.Status == ApprovalStatus.Pending && a.Amount != null);
    }

    // What the jobs do each morning.
    private async Task UntilAsync(DateOnly day)
    {
        for (var next = Zone.Today(house.Clock).AddDays(1); next <= day; next = next.AddDays(1))
        {
            house.Clock.SetUtcNow(Zone.At(next, new TimeOnly(9, 30)));
            await using var scope = house.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<EscalateApprovals>().RunAsync(default);
            await scope.ServiceProvider.GetRequiredService<ExpireApprovals>().RunAsync(default);
        }
    }
}
