using System.Globalization;
using System.Text.Json.Nodes;
using Asmex.Workflows.Activities;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Changes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Journey;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Changes;

/// <summary>Changing a plan that runs: seen first, then applied as it was seen.</summary>
public sealed class ChangePlanTests
{
    private static readonly DateOnly _fair = new(2027, 11, 15);

    [DatabaseTheory]
    public async Task A_preview_writes_nothing_and_what_was_seen_is_what_is_applied(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var task = await house.TaskAsync("opportunite");
        var later = task.DueOn.AddDays(14);

        var preview = await ChangeAsync(house, new PlanChange.MoveTask(task.Id, later));
        Assert.Equal((task.DueOn, 0), ((await house.TaskAsync("opportunite")).DueOn, await CountAsync(house, "History.PlanChanged")));
        var applied = await ChangeAsync(house, new PlanChange.MoveTask(task.Id, later), preview.Print);
        await house.PostAsync();

        Assert.Equal(
        [
            new ChangeLine(ChangeEffect.TaskMoved, task.Title, task.DueOn, later), new ChangeLine(ChangeEffect.RemindersMoved, new Wording("5"), Count: 5),
            new ChangeLine(ChangeEffect.LettersWritten, new Wording("1"), Count: 1),
        ], preview.Lines);
        Assert.Equal(preview.Lines, applied.Lines);
        Assert.Equal(later, (await house.TaskAsync("opportunite")).DueOn);
        Assert.Equal(later, Zone.DateOf(await house.ReadAsync(db => db.Set<Reminder>().Where(r => r.TaskId == task.Id && r.Days == 0).Select(r => r.DueAt).SingleAsync())));
        Assert.Equal((1, 1), (await CountAsync(house, "History.PlanChanged"), await CountAsync(house, "History.DateMoved")));
        Assert.Contains("Le salon est reporté", house.Mail.Received.Last(m => m.To == "delegate@asmex.example").Html, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task A_task_moved_to_a_day_off_goes_to_the_next_working_day_and_the_preview_says_why(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var (task, feast) = (await house.TaskAsync("opportunite"), new DateOnly(2027, 8, 14));

        var lines = (await ApplyAsync(house, new PlanChange.MoveTask(task.Id, feast))).Lines;

        Assert.Equal((ChangeEffect.DayOff, feast), (lines[0].Effect, lines[0].From));
        Assert.Contains("Oued", lines[0].What.Fr, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2027, 8, 16), (await house.TaskAsync("opportunite")).DueOn);
    }

    [DatabaseTheory]
    public async Task A_change_that_does_something_else_by_now_is_refused(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var task = await house.TaskAsync("opportunite");
        var seen = await ChangeAsync(house, new PlanChange.MoveTask(task.Id, task.DueOn.AddDays(14)));
        await ApplyAsync(house, new PlanChange.MoveTask(task.Id, task.DueOn.AddDays(7)));

        await RefusedAsync("Changes.ChangedMeanwhile", () => ChangeAsync(house, new PlanChange.MoveTask(task.Id, task.DueOn.AddDays(14)), seen.Print));

        Assert.Equal(task.DueOn.AddDays(7), (await house.TaskAsync("opportunite")).DueOn);
    }

    [DatabaseTheory]
    public async Task Another_day_of_the_fair_counts_every_open_step_back_from_it_and_those_to_come(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var action = await ActionAsync(house);
        var first = await house.TaskAsync("opportunite");

        await ApplyAsync(house, new PlanChange.MoveAction(action.Id, action.StartsOn, _fair.AddDays(28)));

        var moved = await house.TaskAsync("opportunite");
        Assert.Equal((_fair.AddDays(28), -176), (moved.Due!.Start, moved.Due.WorkingDays));
        Assert.True(moved.DueOn > first.DueOn);
        await house.DoAsync("opportunite", "delegate");
        await house.DecideAsync("opportunite-approval", "commission", Verdict.Approve);
        Assert.Equal(_fair.AddDays(28), (await house.TaskAsync("montage")).Due!.Start);
        var state = await house.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.ActionId == action.Id).Select(i => i.State).SingleAsync());
        Assert.Contains("2027-12-13", state, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    [Row("2027-02-10")]
    [Row("2027-01-20")]
    public async Task An_action_that_has_not_started_starts_on_its_new_day(DatabaseKind kind, string starts)
    {
        var day = DateOnly.ParseExact(starts, "O", CultureInfo.InvariantCulture);
        await using var house = await RunningAsync(kind, new ActionDraft(null, "conseil-export", "T3", new DateOnly(2027, 2, 1), new DateOnly(2027, 4, 15), 50_000));
        var action = await ActionAsync(house, "conseil-export");

        await ApplyAsync(house, new PlanChange.MoveAction(action.Id, day, new DateOnly(2027, 5, 20)));

        await house.UntilAsync(day.AddDays(-1));
        Assert.False(await house.IsOpenAsync("recueil"));
        await house.UntilAsync(day);
        Assert.Equal(new DateOnly(2027, 5, 20), (await house.TaskAsync("recueil")).Due!.Start);
    }

    [DatabaseTheory]
    public async Task An_action_that_is_added_takes_its_money_from_what_is_undivided_and_starts_on_its_day(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var draft = new ActionDraft(null, "ident-potentiel", "Printemps", new DateOnly(2027, 2, 1), null, 80_000);

        var lines = await ApplyAsync(house, new PlanChange.AddAction(draft));

        Assert.Equal(ChangeEffect.ActionAdded, lines.Lines[0].Effect);
        Assert.Equal([20_000m, 80_000m, 900_000m], await house.ReadAsync(db => db.Set<Envelope>().OrderBy(e => e.Left).Select(e => e.Left).ToListAsync()));
        await house.UntilAsync(new DateOnly(2027, 1, 29));
        Assert.False(await house.IsOpenAsync("criteres"));
        await house.UntilAsync(new DateOnly(2027, 2, 1));
        Assert.True(await house.IsOpenAsync("criteres"));
        await house.UntilAsync(new DateOnly(2027, 2, 3));
        Assert.Equal(1, await house.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(i => i.DefinitionId == "ident-potentiel")));
    }

    [DatabaseTheory]
    public async Task A_plan_that_is_cancelled_ends_the_actions_added_to_it_and_frees_what_they_hold(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        await ApplyAsync(house, new PlanChange.AddAction(new ActionDraft(null, "ident-potentiel", "Printemps", new DateOnly(2027, 2, 1), null, 80_000)));
        await house.UntilAsync(new DateOnly(2027, 2, 1));
        var added = await ActionAsync(house, "ident-potentiel");
        var commitment = await CommitAsync(house, added.Id, 20_000);
        var supplement = await house.RunAsync<RequestSupplement, Guid>(r => r.RunAsync(commitment, 5_000, "Devis", house.As("delegate"), default));
        var plan = await house.ReadAsync(db => db.Set<Plan>().AsNoTracking().SingleAsync());

        await house.RunAsync<Asmex.Workflows.Running.Operations.CancelInstance>(verb => verb.RunAsync(plan.InstanceId!, "Budget supprimé", new Actor(Guid.CreateVersion7(), "Admin", "fr", [new Holding(Roles.Administrator, null)]), default));

        Assert.Equal(0, await house.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(i => i.Status == Asmex.Workflows.Engine.Execution.WorkflowStatus.Running)));
        Assert.Equal(0, await house.ReadAsync(db => db.Set<PlanTask>().CountAsync(t => t.Status == PlanTaskStatus.Open)));
        Assert.Equal([PlanStatus.Abandoned, PlanStatus.Abandoned], await house.ReadAsync(db => db.Set<PlanAction>().Select(a => a.Status).ToListAsync()));
        Assert.Equal(ApprovalStatus.Cancelled, await house.ReadAsync(db => db.Set<Approval>().Where(a => a.Id == supplement).Select(a => a.Status).SingleAsync()));
        var envelope = await house.ReadAsync(db => db.Set<Envelope>().AsNoTracking().SingleAsync(e => e.ActionId == added.Id));
        Assert.Equal((0m, 0m), (envelope.Reserved, envelope.Committed));
        Assert.Equal(1_000_000m, await house.ReadAsync(async db => (await db.Set<Envelope>().AsNoTracking().ToListAsync()).Sum(e => e.Left)));
        await RefusedAsync("Budgets.MoreThanCommitted", () => house.RunAsync<RecordExpense>(r => r.RunAsync(commitment, new Invoice(1, "Stands & Co", house.Today), house.As("delegate"), default)));
        await RefusedAsync("Budgets.WorkOver", () => house.RunAsync<RequestSupplement, Guid>(r => r.RunAsync(commitment, 1, "Encore", house.As("delegate"), default)));
    }

    [DatabaseTheory]
    public async Task An_action_that_closes_withdraws_its_supplements_and_keeps_what_was_spent(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var (plan, fair) = (await PlanIdAsync(house), await ActionAsync(house));
        var commitment = await CommitAsync(house, fair.Id, 20_000);
        await house.RunAsync<RecordExpense>(r => r.RunAsync(commitment, new Invoice(12_000, "Stands & Co", house.Today), house.As("delegate"), default));
        var supplement = await house.RunAsync<RequestSupplement, Guid>(r => r.RunAsync(commitment, 5_000, "Devis", house.As("delegate"), default));

        await ApplyEffectAsync(house, new CloseActionEffect("end", PlanStatus.Closed, null), plan, fair.Id);

        Assert.Equal(ApprovalStatus.Cancelled, await house.ReadAsync(db => db.Set<Approval>().Where(a => a.Id == supplement).Select(a => a.Status).SingleAsync()));
        var envelope = await house.ReadAsync(db => db.Set<Envelope>().AsNoTracking().SingleAsync(e => e.ActionId == fair.Id));
        Assert.Equal((888_000m, 0m, 0m, 12_000m), (envelope.Left, envelope.Reserved, envelope.Committed, envelope.Spent));
        await RefusedAsync("Approvals.AlreadyDecided", () => house.RunAsync<DecideApproval>(d => d.RunAsync(new DecideRequest(supplement, Verdict.Approve), house.As("direction"), default)));
        await RefusedAsync("Budgets.MoreThanCommitted", () => house.RunAsync<RecordExpense>(r => r.RunAsync(commitment, new Invoice(1, "Stands & Co", house.Today), house.As("delegate"), default)));
    }

    [DatabaseTheory]
    public async Task A_plan_whose_report_is_done_closes_by_itself_with_the_last_action_that_was_added(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        await ApplyAsync(house, new PlanChange.AddAction(new ActionDraft(null, "ident-potentiel", "Printemps", new DateOnly(2027, 2, 1), null, 80_000)));
        await house.UntilAsync(new DateOnly(2027, 2, 1));
        var (plan, added) = (await PlanIdAsync(house), await ActionAsync(house, "ident-potentiel"));

        await ApplyEffectAsync(house, new ClosePlanEffect("report", PlanStatus.Closed, new JsonObject { ["summary"] = "Bonne année." }), plan, null);
        var reported = await house.ReadAsync(db => db.Set<Plan>().AsNoTracking().SingleAsync());
        await RefusedAsync("Changes.PlanIsClosing", () => ChangeAsync(house, new PlanChange.AddAction(new ActionDraft(null, "ident-potentiel", "Été", new DateOnly(2027, 6, 1), null, 10_000))));
        await ApplyEffectAsync(house, new CloseActionEffect("end", PlanStatus.Closed, null), plan, added.Id);

        Assert.Equal((PlanStatus.Running, "Bonne année."), (reported.Status, reported.Report));
        Assert.Equal(PlanStatus.Closed, await house.ReadAsync(db => db.Set<Plan>().Select(p => p.Status).SingleAsync()));
        Assert.Equal(1, await CountAsync(house, "History.PlanClosed"));
    }

    [DatabaseTheory]
    public async Task A_step_that_is_cancelled_lets_the_work_go_on_and_stops_its_reminders(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind, new ActionDraft(null, "ident-potentiel", "Printemps", new DateOnly(2027, 1, 4), null, 80_000));
        await house.DoAsync("criteres", "delegate");
        await house.DecideAsync("criteres-approval", "commission", Verdict.Approve);
        await house.DoAsync("liste", "officer");
        var task = await house.TaskAsync("conformite");

        var outcome = task.Outcomes.Count > 1 ? task.Outcomes[0].Name : null;
        var lines = await ApplyAsync(house, new PlanChange.CancelStep(task.Id, outcome));
        await house.PostAsync();

        Assert.Contains(lines.Lines, l => l.Effect == ChangeEffect.TaskCancelled && l.What == task.Title);
        Assert.Contains(lines.Lines, l => l.Effect == ChangeEffect.TaskOpened);
        Assert.Equal(PlanTaskStatus.Cancelled, await house.ReadAsync(db => db.Set<PlanTask>().Where(t => t.Id == task.Id).Select(t => t.Status).SingleAsync()));
        Assert.Equal(0, await house.ReadAsync(db => db.Set<Reminder>().CountAsync(r => r.TaskId == task.Id && r.Status == ReminderStatus.Planned)));
        Assert.Contains(house.Mail.Received, m => m.To == "direction@asmex.example" && m.Message.Subject!.StartsWith("Step cancelled", StringComparison.Ordinal));
        Assert.Equal(1, await CountAsync(house, "History.StepCancelled"));
    }

    [DatabaseTheory]
    public async Task A_late_task_that_gets_a_new_day_is_reminded_of_again(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var task = await house.TaskAsync("opportunite");
        await house.UntilAsync(task.DueOn.AddDays(3));
        var before = await RemindersToOwnerAsync(house);
        var later = house.Today.AddDays(28);

        await ApplyAsync(house, new PlanChange.MoveTask(task.Id, later));
        await house.UntilAsync((await house.TaskAsync("opportunite")).DueOn.AddDays(3));

        Assert.True(before > 0);
        Assert.Equal(2 * before, await RemindersToOwnerAsync(house));

        static Task<int> RemindersToOwnerAsync(House house) => house.ReadAsync(db => db.Letters.CountAsync(l => l.Template == "task-reminder" && l.Address == "delegate@asmex.example"));
    }

    [DatabaseTheory]
    public async Task The_owner_of_a_step_that_is_moved_and_then_cancelled_hears_of_both(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var task = await house.TaskAsync("opportunite");

        await ApplyAsync(house, new PlanChange.MoveTask(task.Id, task.DueOn.AddDays(7)));
        await ApplyAsync(house, new PlanChange.CancelStep(task.Id, task.Outcomes.Count > 1 ? task.Outcomes[0].Name : null));

        var told = await house.ReadAsync(db => db.Set<Notification>().Where(n => n.PersonId == house.Person("delegate").Id).Select(n => n.Kind).ToListAsync());
        Assert.Single(told, NotificationKind.DateMoved);
        Assert.Single(told, NotificationKind.StepChanged);
    }

    [PostgresFact]
    public async Task Of_two_who_hand_in_the_same_plan_the_second_reads_that_it_changed()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Postgres);
        var plan = await house.RunAsync<LaunchPlan, Guid>(launch => launch.RunAsync(House.SoussMassa, 2027, house.As("coordinator"), default));
        var draft = new PlanDraft(1_000_000, "Doubler.", [new ObjectiveDraft("newExporters", 25)], [new ActionDraft(null, "salon-collectif", "SIAL 2027", house.Today, _fair, 900_000)]);
        var seen = await house.ReadAsync(db => db.Set<Plan>().Select(p => p.Version).SingleAsync());
        await using var scope = house.Database.Scope();
        await using var stop = await scope.Db.Database.BeginTransactionAsync();
        await scope.Db.Set<Plan>().ExecuteUpdateAsync(set => set.SetProperty(p => p.Year, p => p.Year));

        string[] callers = ["delegate", "coordinator"];
        var both = callers.Select(who => Task.Run(() => Record.ExceptionAsync(() =>
            house.RunAsync<PreparePlan>(prepare => prepare.RunAsync(plan, draft, submit: true, seen, house.As(who), default))))).ToArray();
        await house.Database.ComeToALockAsync(both);
        await stop.CommitAsync();

        Assert.Equal("Plans.Changed", Assert.IsType<RuleBrokenException>(Assert.Single((await Task.WhenAll(both)).OfType<Exception>())).Key);
    }

    [DatabaseTheory]
    public async Task A_plan_that_is_refused_for_good_is_not_to_be_corrected(DatabaseKind kind)
    {
        await using var house = await House.OpenAsync(kind);
        var plan = await house.RunAsync<LaunchPlan, Guid>(launch => launch.RunAsync(House.SoussMassa, 2027, house.As("coordinator"), default));
        var draft = new PlanDraft(1_000_000, "Doubler.", [new ObjectiveDraft("newExporters", 25)], [new ActionDraft(null, "salon-collectif", "SIAL 2027", house.Today, _fair, 900_000)]);
        await house.RunAsync<PreparePlan>(prepare => prepare.RunAsync(plan, draft, submit: true, null, house.As("delegate"), default));
        await house.PostAsync();
        var before = house.Mail.Received.Count;

        await house.RunAsync<ValidatePlan>(validate => validate.RunAsync(plan, Verdict.Reject, "Le budget de la région est épuisé.", null, house.As("coordinator"), default));
        await house.PostAsync();

        var letter = Assert.Single(house.Mail.Received.Skip(before));
        Assert.Equal("delegate@asmex.example", letter.To);
        Assert.StartsWith("Plan 2027 refusé", letter.Message.Subject, StringComparison.Ordinal);
        Assert.Contains("Le budget de la région est épuisé.", letter.Html, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task A_task_that_is_given_away_tells_its_new_owner(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        await house.DoAsync("opportunite", "delegate");
        await house.DecideAsync("opportunite-approval", "commission", Verdict.Approve);
        var task = await house.TaskAsync("montage");
        if (task.AssigneeId is not null)
        {
            await house.ReadAsync(db => db.Set<PlanTask>().Where(t => t.Id == task.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.AssigneeId, (Guid?)null).SetProperty(t => t.DoerId, (Guid?)null)));
        }

        await ApplyAsync(house, new PlanChange.GiveTask(task.Id, house.Person("direction").Id));
        await RefusedAsync("Tasks.NotTheirRole", () => ChangeAsync(house, new PlanChange.GiveTask(task.Id, house.Person("officer").Id)));

        Assert.Equal(house.Person("direction").Id, (await house.TaskAsync("montage")).AssigneeId);
    }

    [DatabaseTheory]
    public async Task What_cannot_be_is_refused_in_words_and_nothing_is_written(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var (task, action, plan) = (await house.TaskAsync("opportunite"), await ActionAsync(house), await PlanIdAsync(house));
        var draft = new ActionDraft(null, "ident-potentiel", "Printemps", new DateOnly(2027, 2, 1), null, 80_000);
        var move = new PlanChange.MoveTask(task.Id, task.DueOn.AddDays(7));

        await Assert.ThrowsAsync<NothingThereException>(() => house.RunAsync<ChangePlan, ChangePreview>(change => change.RunAsync(new ChangeRequest(plan, move, "x"), house.As("delegate"), default)));
        await Assert.ThrowsAsync<NothingThereException>(() => ChangeAsync(house, new PlanChange.MoveTask(Guid.NewGuid(), task.DueOn)));
        await RefusedAsync("Changes.ReasonMissing", () => house.RunAsync<ChangePlan, ChangePreview>(change => change.RunAsync(new ChangeRequest(plan, move, " "), house.As("coordinator"), default)));
        await RefusedAsync("Changes.DuePast", () => ChangeAsync(house, new PlanChange.MoveTask(task.Id, house.Today.AddDays(-1))));
        await RefusedAsync("Changes.Nothing", () => ChangeAsync(house, new PlanChange.MoveAction(action.Id, action.StartsOn, action.FixedDate)));
        await RefusedAsync("Changes.StartedAlready", () => ChangeAsync(house, new PlanChange.MoveAction(action.Id, action.StartsOn.AddDays(7), action.FixedDate)));
        await RefusedAsync("Changes.FixedDatePast", () => ChangeAsync(house, new PlanChange.MoveAction(action.Id, action.StartsOn, house.Today.AddDays(-1))));
        await RefusedAsync("Plans.EnvelopeTooSmall", () => ChangeAsync(house, new PlanChange.AddAction(draft with { Budget = 100_001 })));
        await RefusedAsync("Plans.ActionStartsInThePast", () => ChangeAsync(house, new PlanChange.AddAction(draft with { StartsOn = house.Today.AddDays(-1) })));
        await RefusedAsync("Plans.FixedDateMissing", () => ChangeAsync(house, new PlanChange.AddAction(draft with { Type = "salon-collectif" })));
        await RefusedAsync("Plans.ActionTwice", () => ChangeAsync(house, new PlanChange.AddAction(draft with { Type = "salon-collectif", Edition = "sial 2027", FixedDate = _fair })));

        Assert.Equal(1, await house.ReadAsync(db => db.Set<PlanAction>().CountAsync()));
        Assert.Equal(task.DueOn, (await house.TaskAsync("opportunite")).DueOn);
        Assert.Equal(0, await CountAsync(house, "History.PlanChanged"));
    }

    internal static async Task<House> RunningAsync(DatabaseKind kind, params IReadOnlyList<ActionDraft> more)
    {
        var house = await House.OpenAsync(kind);
        var plan = await house.RunAsync<LaunchPlan, Guid>(launch => launch.RunAsync(House.SoussMassa, 2027, house.As("coordinator"), default));
        var draft = new PlanDraft(1_000_000, null, [new ObjectiveDraft("newExporters", 25)], [new ActionDraft(null, "salon-collectif", "SIAL 2027", house.Today, _fair, 900_000), .. more]);
        await house.RunAsync<PreparePlan>(prepare => prepare.RunAsync(plan, draft, submit: true, null, house.As("delegate"), default));
        await house.RunAsync<ValidatePlan>(validate => validate.RunAsync(plan, Verdict.Approve, null, null, house.As("coordinator"), default));
        return house;
    }

    internal static async Task<ChangePreview> ChangeAsync(House house, PlanChange change, string? seen = null)
    {
        var plan = await PlanIdAsync(house);
        return await house.RunAsync<ChangePlan, ChangePreview>(verb => verb.RunAsync(new ChangeRequest(plan, change, "Le salon est reporté", seen), house.As("coordinator"), default));
    }

    internal static async Task<ChangePreview> ApplyAsync(House house, PlanChange change) =>
        await ChangeAsync(house, change, (await ChangeAsync(house, change)).Print);

    private static async Task ApplyEffectAsync<TEffect>(House house, TEffect effect, Guid plan, Guid? action)
        where TEffect : Effect
    {
        await using var scope = house.Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        await scope.Get<IEffectHandler<TEffect>>().ApplyAsync(effect, new EffectContext("test", plan, action, House.SoussMassa, house.Now, Actor.House), default);
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }

    private static async Task<Guid> CommitAsync(House house, Guid action, decimal amount)
    {
        var envelope = await house.ReadAsync(db => db.Set<Envelope>().SingleAsync(e => e.ActionId == action));
        await using var scope = house.Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        var draw = new Draw(Guid.CreateVersion7(), "stand", amount);
        await scope.Get<Ledger>().ReserveAsync(envelope.Id, draw, Actor.House, default);
        await scope.Get<Ledger>().CommitAsync(envelope.Id, draw, "Fret", Actor.House, default);
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
        return draw.ApprovalId;
    }

    internal static Task<Guid> PlanIdAsync(House house) => house.ReadAsync(db => db.Set<Plan>().Select(p => p.Id).SingleAsync());

    internal static Task<PlanAction> ActionAsync(House house, string type = "salon-collectif") => house.ReadAsync(db => db.Set<PlanAction>().AsNoTracking().SingleAsync(a => a.Type == type));

    private static Task<int> CountAsync(House house, string key) => house.ReadAsync(db => db.Set<HistoryEntry>().CountAsync(e => e.Key == key));

    internal static async Task RefusedAsync(string key, Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(act);

        Assert.Equal(key, refusal.Key);
        Assert.All(Languages.All, language => Assert.DoesNotContain(key, refusal.In(language), StringComparison.Ordinal));
    }
}
