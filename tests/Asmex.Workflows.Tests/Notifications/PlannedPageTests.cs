using Asmex.Workflows.Approvals;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Web;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Notifications;

/// <summary>What will be sent, as each person sees it before.</summary>
public sealed class PlannedPageTests
{
    [Fact]
    public async Task A_request_of_money_that_waits_shows_to_each_when_it_goes_higher_and_when_it_ends()
    {
        await using var site = await Site.OpenAsync();
        await AskAsync(site);
        var request = await site.House.RequestAsync("reservation-budget");
        var calendar = await site.House.Database.RunAsync<Calendar, WorkingCalendar>(c => c.CurrentAsync(default));

        Assert.Contains("Nouvelle demande de décision, aussi au niveau supérieur", await PlannedAsync(site, "treasurer"), StringComparison.Ordinal);
        Assert.Contains("Décision qui vous revient si personne ne décide", await PlannedAsync(site, "board-1"), StringComparison.Ordinal);
        Assert.DoesNotContain("طلب قرار من جديد", await PlannedAsync(site, "commission", "ar"), StringComparison.Ordinal);
        var asker = await PlannedAsync(site, "direction");
        Assert.Contains("Fin de votre demande si personne ne décide", asker, StringComparison.Ordinal);
        Assert.Contains(Dates.Brief(calendar.DueOn(request.ExpiryRule), "fr"), asker, StringComparison.Ordinal);

        var plan = (await (await site.AsAsync("coordinator")).GoAsync($"/plans/{request.PlanId}")).Text();
        Assert.Contains("Passe au niveau supérieur si personne ne décide", plan, StringComparison.Ordinal);
        Assert.Contains("Fin de la demande si personne ne décide", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_planned_is_what_happens()
    {
        await using var site = await Site.OpenAsync();
        await AskAsync(site);
        var request = await site.House.RequestAsync("reservation-budget");
        var calendar = await site.House.Database.RunAsync<Calendar, WorkingCalendar>(c => c.CurrentAsync(default));
        var (higher, end) = (request.EscalateOn!.Value, calendar.DueOn(request.ExpiryRule));

        await site.House.UntilAsync(higher);
        Assert.DoesNotContain("aussi au niveau supérieur", await PlannedAsync(site, "treasurer"), StringComparison.Ordinal);
        await site.House.UntilAsync(end.AddDays(-1));
        Assert.Equal(ApprovalStatus.Pending, (await site.House.RequestAsync("reservation-budget")).Status);
        await site.House.UntilAsync(end);

        Assert.DoesNotContain("Fin de votre demande", await PlannedAsync(site, "direction"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => site.House.RequestAsync("reservation-budget"));
    }

    private static Task AskAsync(Site site) => site.House.DoAsync("reservation-request", "direction", ("amount", 148_000m));

    private static async Task<string> PlannedAsync(Site site, string who, string language = "fr") => (await (await site.AsAsync(who, language)).GoAsync("/notifications/planned")).Text();
}
