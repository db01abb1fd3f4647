using Asmex.Workflows.Approvals;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Outreach.Campaigns;

public sealed class CampaignRaceTests
{
    [DatabaseTheory]
    public async Task Started_six_times_at_once_it_writes_to_each_firm_once(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 5);
        var id = await house.ApprovedAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => house.StartAsync(id))));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(house.TendAsync)));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => house.Room.SendAsync())));

        Assert.Single(await house.AllAsync<InvitationRound>());
        Assert.Equal(5, (await house.LettersAsync()).Count);
        Assert.Equal(5, house.MailsToFirms.Select(m => m.To).Distinct().Count());
        Assert.Equal(5, house.MailsToFirms.Count());
    }

    [DatabaseTheory]
    public async Task A_pause_in_the_middle_of_sending_loses_and_doubles_nothing(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 12);
        var id = await house.RunningAsync();
        var paused = new TaskCompletionSource();
        house.Room.Server.On("RCPT", _ =>
        {
            paused.TrySetResult();
            return null;
        });

        await Task.WhenAll(Task.Run(() => house.Room.SendAsync()), Task.Run(async () =>
        {
            await paused.Task;
            await house.PauseAsync(id);
        }));

        var letters = await house.LettersAsync();
        Assert.All(letters, l => Assert.True(l.State is LetterState.Sent or LetterState.Held, l.State.ToString()));
        Assert.Equal(letters.Count(l => l.State == LetterState.Sent), house.MailsToFirms.Count());
        await house.ResumeAsync(id);
        await house.TendAsync();
        await house.Room.SendAsync();
        Assert.Equal(12, house.MailsToFirms.Select(m => m.To).Distinct().Count());
        Assert.Equal(12, house.MailsToFirms.Count());
    }

    [DatabaseTheory]
    public async Task Of_a_change_and_an_approval_at_once_nothing_unapproved_can_start(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1);
        var campaign = await house.SaveAsync();
        var approval = await house.SubmitAsync(campaign.Id);
        var seen = (await house.ReadAsync(campaign.Id)).Version;
        var changed = CampaignHouse.Draft with { Content = CampaignHouse.Draft.Content with { Event = CampaignHouse.Draft.Content.Event with { Message = new Wording("Glissé.", "مدسوس.") } } };

        await Task.WhenAll(
            Task.Run(() => TriedAsync(() => house.SaveAsync(changed, campaign.Id, seen))),
            Task.Run(() => TriedAsync(() => house.DecideAsync(approval))));
        await TriedAsync(() => house.StartAsync(campaign.Id));
        await house.TendAsync();

        var stands = await house.ReadAsync(campaign.Id);
        if (stands.Content.Event.Message!.Fr == "Glissé.")
        {
            Assert.Equal(CampaignState.Draft, stands.State);
            Assert.Empty(await house.LettersAsync());
        }
        else
        {
            Assert.Equal(ApprovalStatus.Approved, Assert.Single(await house.AllAsync<Approval>()).Status);
        }
    }

    [PostgresFact]
    public async Task A_change_and_an_approval_stopped_before_the_reminders_do_not_wait_for_each_other()
    {
        await using var house = await CampaignHouse.OpenAsync(DatabaseKind.Postgres, firms: 1);
        var campaign = await house.SaveAsync();
        var approval = await house.SubmitAsync(campaign.Id);
        var seen = (await house.ReadAsync(campaign.Id)).Version;
        await using var scope = house.Database.Scope();
        await using var stop = await scope.Db.Database.BeginTransactionAsync();
        Assert.NotEqual(0, await scope.Db.Set<Reminder>().Where(r => r.ApprovalId == approval).ExecuteUpdateAsync(set => set.SetProperty(r => r.DueAt, r => r.DueAt)));

        var change = Task.Run(() => house.SaveAsync(CampaignHouse.Draft with { Name = "Changée" }, campaign.Id, seen));
        await house.Database.ComeToALockAsync(change);
        var decision = Task.Run(() => Assert.ThrowsAsync<RuleBrokenException>(() => house.DecideAsync(approval)));
        await house.Database.ComeToALockAsync(change, decision);
        await stop.CommitAsync();

        await change;
        await decision;
        Assert.Equal("Changée", (await house.ReadAsync(campaign.Id)).Name);
        Assert.Equal(ApprovalStatus.Cancelled, Assert.Single(await house.AllAsync<Approval>()).Status);
    }

    [DatabaseTheory]
    public async Task A_form_that_saw_an_older_version_changes_nothing(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1);
        var campaign = await house.SaveAsync();
        await house.SaveAsync(CampaignHouse.Draft with { Name = "Premier" }, campaign.Id, campaign.Version);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => house.SaveAsync(CampaignHouse.Draft with { Name = "Second" }, campaign.Id, campaign.Version));

        Assert.Equal("Campaigns.ChangedMeanwhile", refusal.Key);
        Assert.Equal("Premier", (await house.ReadAsync(campaign.Id)).Name);
    }

    private static async Task TriedAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception refused) when (refused is RuleBrokenException or Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException)
        {
            // One of the two comes too late.
        }
    }
}
