using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Changes;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Journey;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Changes;

/// <summary>What other dates of an action, or its end before its time, do to its firms, its work and its money.</summary>
public sealed class ChangeActionTests
{
    private static readonly DateOnly _starts = new(2027, 2, 1);
    private static readonly DateOnly _day = new(2027, 4, 15);

    [DatabaseTheory]
    public async Task Firms_that_were_invited_are_expected_on_the_new_day_and_told_unless_they_said_no(DatabaseKind kind)
    {
        await using var house = await InvitedAsync(kind);
        await house.AnswerAsync(House.FirmAddress(0), Reply.Yes);
        await house.AnswerAsync(House.FirmAddress(1), Reply.No);
        await house.PostAsync();
        var (action, before, later) = (await CouncilAsync(house), await RoundAsync(house), new DateOnly(2027, 5, 20));
        var (accepted, declined) = (MailsTo(house, 0), MailsTo(house, 1));

        var seen = await ChangePlanTests.ChangeAsync(house, new PlanChange.MoveAction(action.Id, action.StartsOn, later));
        Assert.Equal((before.Event.Date, before.ClosesOn), ((await RoundAsync(house)).Event.Date, (await RoundAsync(house)).ClosesOn));
        await ChangePlanTests.ChangeAsync(house, new PlanChange.MoveAction(action.Id, action.StartsOn, later), seen.Print);
        await house.PostAsync();

        var round = await RoundAsync(house);
        Assert.Equal(later, round.Event.Date);
        Assert.True(round.ClosesOn > before.ClosesOn && round.ClosesOn < later);
        Assert.Equal(round.ClosesOn, WorkingCalendar.Initial.DueOn(round.Closes!));
        Assert.Contains(seen.Lines, l => l is { Effect: ChangeEffect.EventMoved } && (l.From, l.To) == (_day, later));
        Assert.Contains(seen.Lines, l => l is { Effect: ChangeEffect.RoundMoved } && (l.From, l.To) == (before.ClosesOn, round.ClosesOn));
        Assert.Contains(seen.Lines, l => l is { Effect: ChangeEffect.FirmsTold, Count: 5 });
        Assert.Equal((accepted + 1, declined), (MailsTo(house, 0), MailsTo(house, 1)));
        Assert.Contains("20 mai 2027", house.Mail.Received.Last(m => m.To == House.FirmAddress(0)).Html, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task An_event_that_comes_before_the_last_day_to_answer_brings_that_day_forward(DatabaseKind kind)
    {
        await using var house = await InvitedAsync(kind);
        var (action, before) = (await CouncilAsync(house), await RoundAsync(house));
        Assert.True(before.ClosesOn.AddDays(-1) > house.Today);

        await ChangePlanTests.ApplyAsync(house, new PlanChange.MoveAction(action.Id, action.StartsOn, before.ClosesOn.AddDays(-1)));

        var round = await RoundAsync(house);
        Assert.True(round.ClosesOn >= house.Today && round.ClosesOn < round.Event.Date);
    }

    [DatabaseTheory]
    public async Task Who_said_yes_before_the_answers_were_closed_may_think_again_of_the_new_day(DatabaseKind kind)
    {
        await using var house = await InvitedAsync(kind);
        var (action, before) = (await CouncilAsync(house), await RoundAsync(house));
        await house.AnswerAsync(House.FirmAddress(0), Reply.Yes);
        await house.UntilAsync(before.ClosesOn.AddDays(4));
        Assert.Equal((RoundState.Closed, false), ((await RoundAsync(house)).State, (await RoundAsync(house)).TakesAnswersOn(house.Today)));

        await ChangePlanTests.ApplyAsync(house, new PlanChange.MoveAction(action.Id, action.StartsOn, new DateOnly(2027, 5, 20)));
        await house.PostAsync();

        var round = await RoundAsync(house);
        Assert.True(round.TakesAnswersOn(house.Today) && round.ClosesOn < round.Event.Date);
        Assert.Contains(Dates.InFull(round.ClosesOn, "fr"), house.Mail.Received.Last(m => m.To == House.FirmAddress(0)).Html, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task A_cancelled_action_withdraws_its_work_and_gives_its_money_back_as_the_preview_said(DatabaseKind kind)
    {
        await using var house = await ChangePlanTests.RunningAsync(kind);
        await CommitAsync(house);
        var action = await ChangePlanTests.ActionAsync(house);

        var seen = await ChangePlanTests.ChangeAsync(house, new PlanChange.CancelAction(action.Id));
        Assert.Equal(PlanStatus.Running, (await ChangePlanTests.ActionAsync(house)).Status);
        await ChangePlanTests.ChangeAsync(house, new PlanChange.CancelAction(action.Id), seen.Print);

        Assert.Equal(ChangeEffect.ActionCancelled, seen.Lines[0].Effect);
        Assert.Equal(2, seen.Lines.Count(l => l.Effect == ChangeEffect.TaskCancelled));
        Assert.Contains(seen.Lines, l => l is { Effect: ChangeEffect.MoneyFreed, Amount: 148_000 });
        Assert.Contains(seen.Lines, l => l is { Effect: ChangeEffect.MoneyBack, Amount: 900_000 });
        Assert.Contains(seen.Lines, l => l.Effect == ChangeEffect.RemindersStopped);
        Assert.Equal(PlanStatus.Abandoned, (await ChangePlanTests.ActionAsync(house)).Status);
        Assert.False(await house.ReadAsync(db => db.Set<PlanTask>().AnyAsync(t => t.ActionId == action.Id && t.Status == PlanTaskStatus.Open)));
        Assert.False(await house.ReadAsync(db => db.Set<Reminder>().AnyAsync(r => r.Status == ReminderStatus.Planned && db.Set<PlanTask>().Any(t => t.Id == r.TaskId && t.ActionId == action.Id))));
        Assert.Equal([(0m, 0m), (1_000_000m, 0m)], await house.ReadAsync(async db => (await db.Set<Envelope>().OrderBy(e => e.Left).ToListAsync()).ConvertAll(e => (e.Left, e.Committed))));
        Assert.Equal(1, await house.ReadAsync(db => db.Set<Notification>().CountAsync(n => n.PersonId == house.Person("delegate").Id && n.Kind == NotificationKind.ActionClosed)));
        Assert.Contains("Le salon est reporté", await house.ReadAsync(db => db.Set<HistoryEntry>().Where(e => e.Key == "History.ActionCancelled").Select(e => e.Values).SingleAsync()), StringComparison.Ordinal);
        await ChangePlanTests.ApplyAsync(house, new PlanChange.AddAction(new ActionDraft(null, "salon-collectif", "SIAL 2027", house.Today, new DateOnly(2027, 12, 1), 950_000)));
    }

    [DatabaseTheory]
    public async Task A_request_that_waits_falls_with_its_action_and_its_reservation_is_freed(DatabaseKind kind)
    {
        await using var house = await ChangePlanTests.RunningAsync(kind);
        await AskAsync(house);
        var action = await ChangePlanTests.ActionAsync(house);

        var lines = (await ChangePlanTests.ApplyAsync(house, new PlanChange.CancelAction(action.Id))).Lines;

        Assert.Contains(lines, l => l.Effect == ChangeEffect.RequestCancelled);
        Assert.Contains(lines, l => l is { Effect: ChangeEffect.MoneyFreed, Amount: 148_000 });
        Assert.Equal(ApprovalStatus.Cancelled, await house.ReadAsync(db => db.Set<Approval>().Where(a => a.Kind == ApprovalKind.Budget).Select(a => a.Status).SingleAsync()));
    }

    [DatabaseTheory]
    public async Task Firms_that_mean_to_come_are_told_also_when_the_answers_are_in_already(DatabaseKind kind)
    {
        await using var house = await InvitedAsync(kind);
        for (var i = 0; i < 6; i++)
        {
            await house.AnswerAsync(House.FirmAddress(i), i == 0 ? Reply.Yes : Reply.No);
        }

        await house.SweepAsync();
        Assert.Equal(RoundState.Closed, (await RoundAsync(house)).State);
        var (coming, not) = (MailsTo(house, 0), MailsTo(house, 1));

        var lines = (await ChangePlanTests.ApplyAsync(house, new PlanChange.CancelAction((await CouncilAsync(house)).Id))).Lines;
        await house.PostAsync();

        Assert.Contains(lines, l => l.Effect == ChangeEffect.RoundCancelled);
        Assert.Contains(lines, l => l is { Effect: ChangeEffect.FirmsTold, Count: 1 });
        Assert.Equal((coming + 1, not), (MailsTo(house, 0), MailsTo(house, 1)));
        Assert.Equal(RoundState.Cancelled, (await RoundAsync(house)).State);
    }

    [DatabaseTheory]
    public async Task An_action_that_is_cancelled_before_it_starts_never_starts_and_the_plan_goes_past_it(DatabaseKind kind)
    {
        await using var house = await ChangePlanTests.RunningAsync(kind, Council);
        var action = await CouncilAsync(house);
        Assert.Equal(2, await TimersAsync(house));

        var lines = (await ChangePlanTests.ApplyAsync(house, new PlanChange.CancelAction(action.Id))).Lines;
        Assert.Equal(1, await TimersAsync(house));
        await house.UntilAsync(_starts.AddDays(2));

        Assert.Contains(lines, l => l is { Effect: ChangeEffect.MoneyBack, Amount: 50_000 });
        Assert.Equal((PlanStatus.Abandoned, null), ((await CouncilAsync(house)).Status, (await CouncilAsync(house)).InstanceId));
        Assert.Equal(0, await house.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(i => i.DefinitionId == "conseil-export")));
        Assert.Equal(0, await house.ReadAsync(db => db.Set<WorkflowIncident>().CountAsync()));
    }

    [DatabaseTheory]
    public async Task An_action_that_starts_while_it_is_cancelled_either_never_started_or_is_stopped(DatabaseKind kind)
    {
        await using var house = await ChangePlanTests.RunningAsync(kind);
        await ChangePlanTests.ApplyAsync(house, new PlanChange.AddAction(new ActionDraft(null, "ident-potentiel", "Printemps", _starts, null, 80_000)));
        var cancel = new PlanChange.CancelAction((await ChangePlanTests.ActionAsync(house, "ident-potentiel")).Id);
        var seen = await ChangePlanTests.ChangeAsync(house, cancel);
        house.Database.Clock.SetUtcNow(Zone.At(_starts, new TimeOnly(9, 30)));

        var started = house.RunAsync<StartAddedActions, int>(start => start.RunAsync(default));
        var refusal = await Record.ExceptionAsync(() => ChangePlanTests.ChangeAsync(house, cancel, seen.Print));
        await started;

        var action = await ChangePlanTests.ActionAsync(house, "ident-potentiel");
        Assert.True(refusal is null or Asmex.Workflows.Texts.RuleBrokenException { Key: "Changes.ChangedMeanwhile" }, refusal?.ToString());
        Assert.Equal(refusal is null ? PlanStatus.Abandoned : PlanStatus.Running, action.Status);
        Assert.Equal(refusal is not null, await house.IsOpenAsync("criteres"));
    }

    [DatabaseTheory]
    public async Task An_added_action_is_cancelled_like_another_and_none_twice_or_by_others(DatabaseKind kind)
    {
        await using var house = await ChangePlanTests.RunningAsync(kind);
        await ChangePlanTests.ApplyAsync(house, new PlanChange.AddAction(new ActionDraft(null, "ident-potentiel", "Printemps", _starts, null, 80_000)));
        var (plan, action) = (await ChangePlanTests.PlanIdAsync(house), await ChangePlanTests.ActionAsync(house, "ident-potentiel"));
        var cancel = new PlanChange.CancelAction(action.Id);

        await Assert.ThrowsAsync<Asmex.Workflows.Texts.NothingThereException>(() => house.RunAsync<ChangePlan, ChangePreview>(change => change.RunAsync(new ChangeRequest(plan, cancel, "x"), house.As("delegate"), default)));
        await ChangePlanTests.ApplyAsync(house, cancel);
        await ChangePlanTests.RefusedAsync("Changes.Over", () => ChangePlanTests.ChangeAsync(house, cancel));
        await house.UntilAsync(_starts.AddDays(2));

        Assert.Equal(PlanStatus.Abandoned, (await ChangePlanTests.ActionAsync(house, "ident-potentiel")).Status);
        Assert.False(await house.IsOpenAsync("criteres"));
    }

    private static ActionDraft Council => new(null, "conseil-export", "T3", _starts, _day, 50_000);

    private static async Task<House> InvitedAsync(DatabaseKind kind)
    {
        var house = await ChangePlanTests.RunningAsync(kind, Council);
        await house.UntilAsync(_starts);
        await house.DoAsync("recueil", "officer");
        await house.PostAsync();
        return house;
    }

    private static async Task AskAsync(House house)
    {
        await house.DoAsync("opportunite", "delegate");
        await house.DecideAsync("opportunite-approval", "commission", Verdict.Approve);
        await house.DoAsync("montage", "direction", ("total", 400_000m), ("cofinancing", 0m), ("exhibitorShare", 0m));
        await house.DecideAsync("montage-approval", "treasurer", Verdict.Approve);
        await house.DoAsync("reservation-request", "direction", ("amount", 148_000m));
    }

    private static async Task CommitAsync(House house)
    {
        await AskAsync(house);
        await house.DecideAsync("reservation-budget", "treasurer", Verdict.Approve);
        await house.DecideAsync("reservation-budget", "commission", Verdict.Approve);
    }

    private static int MailsTo(House house, int firm) => house.Mail.Received.Count(m => m.To == House.FirmAddress(firm));

    private static Task<PlanAction> CouncilAsync(House house) => ChangePlanTests.ActionAsync(house, "conseil-export");

    private static Task<InvitationRound> RoundAsync(House house) => house.ReadAsync(db => db.Set<InvitationRound>().AsNoTracking().SingleAsync());

    private static Task<int> TimersAsync(House house) => house.ReadAsync(db => db.Set<WaitingBookmark>().CountAsync(b => b.DueAt != null));
}
