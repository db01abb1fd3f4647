using Asmex.Workflows.Approvals;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Journey;
using Asmex.Workflows.Tests.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Reminders;

public sealed class ReminderTests
{
    [DatabaseTheory]
    public async Task A_task_is_reminded_of_before_on_and_after_its_day_then_the_direction_then_the_Centre_hear_of_it(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var task = await house.TaskAsync("opportunite");

        await house.UntilAsync(task.DueOn.AddDays(20));

        var about = await LettersAsync(house, task.Id);
        Assert.Equal(
        [
            "delegate task-opened", "delegate task-reminder Bientôt", "delegate task-reminder À échéance", "delegate task-reminder En retard", "direction task-late-manager", "coordinator task-late-manager",
        ], about);
    }

    [DatabaseTheory]
    public async Task Nothing_more_is_sent_once_the_task_is_done(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var task = await house.TaskAsync("opportunite");
        await house.UntilAsync(task.DueOn);

        await house.DoAsync("opportunite", "delegate");
        await house.UntilAsync(task.DueOn.AddDays(20));

        Assert.Equal(["delegate task-opened", "delegate task-reminder Bientôt", "delegate task-reminder À échéance"], await LettersAsync(house, task.Id));
        Assert.Equal(3, await house.ReadAsync(db => db.Set<Reminder>().CountAsync(r => r.TaskId == task.Id && r.Status == ReminderStatus.Stopped)));
    }

    [DatabaseTheory]
    public async Task Who_has_given_the_task_away_hears_no_more_of_it(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var task = await house.TaskAsync("opportunite");
        await house.DoAsync("opportunite", "delegate");
        await house.DecideAsync("opportunite-approval", "commission", Verdict.Approve);
        var second = await house.TaskAsync("montage");
        await house.RunAsync<AssignTask>(assign => assign.RunAsync([new TaskSeen(second.Id)], house.Person("direction").Id, house.As("coordinator"), default));

        await house.UntilAsync(second.DueOn.AddDays(1));

        Assert.All((await LettersAsync(house, second.Id)).Skip(1), letter => Assert.StartsWith("direction ", letter, StringComparison.Ordinal));
        Assert.NotEqual(task.Id, second.Id);
    }

    [DatabaseTheory]
    public async Task Nothing_leaves_on_a_day_off_or_outside_office_hours(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var due = await house.ReadAsync(db => db.Set<Reminder>().OrderBy(r => r.DueAt).Select(r => r.DueAt).FirstAsync());
        var day = Zone.DateOf(due);

        foreach (var moment in new[] { Zone.At(day, new TimeOnly(20, 0)), Zone.At(day.AddDays(1), new TimeOnly(7, 0)) })
        {
            house.Database.Clock.SetUtcNow(moment);
            Assert.Equal(0, await house.RunAsync<SendReminders, int>(send => send.RunAsync(default)));
        }

        house.Database.Clock.SetUtcNow(Zone.At(new DateOnly(2027, 1, 23), new TimeOnly(10, 0)));
        Assert.Equal(0, await house.RunAsync<SendReminders, int>(send => send.RunAsync(default)));
        house.Database.Clock.SetUtcNow(Zone.At(new DateOnly(2027, 1, 25), new TimeOnly(10, 0)));
        Assert.NotEqual(0, await house.RunAsync<SendReminders, int>(send => send.RunAsync(default)));
    }

    [DatabaseTheory]
    public async Task Two_copies_of_the_program_say_a_reminder_once(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var task = await house.TaskAsync("opportunite");
        house.Database.Clock.SetUtcNow(Zone.At(task.DueOn, new TimeOnly(10, 0)));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => house.RunAsync<SendReminders, int>(send => send.RunAsync(default))));

        Assert.Equal(2, (await LettersAsync(house, task.Id)).Count(l => l.StartsWith("delegate task-reminder", StringComparison.Ordinal)));
    }

    [DatabaseTheory]
    public async Task A_decision_is_reminded_of_and_no_more_once_it_is_taken(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        await house.DoAsync("opportunite", "delegate");
        var request = await house.RequestAsync("opportunite-approval");

        await house.UntilAsync(request.DueOn.AddDays(2));
        await house.DecideAsync("opportunite-approval", "commission", Verdict.Approve);
        await house.UntilAsync(request.DueOn.AddDays(20));

        var letters = await house.ReadAsync(db => db.Letters.Where(l => l.Template == LetterKeys.ApprovalReminder).OrderBy(l => l.WrittenAt).Select(l => l.Address).ToListAsync());
        Assert.Equal(["commission@asmex.example", "commission@asmex.example"], letters);
        Assert.Equal(0, await house.ReadAsync(db => db.Set<Reminder>().CountAsync(r => r.ApprovalId == request.Id && r.Status == ReminderStatus.Planned)));
    }

    [DatabaseTheory]
    public async Task A_region_that_rests_does_not_hold_up_the_others(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var (resting, working) = (await house.TaskAsync("Oujda", 1, region: TaskHouse.Oriental, owner: "stranger"), await house.TaskAsync("Agadir", 1));
        var due = Zone.At(house.Today, new TimeOnly(9, 0));
        await house.ReadAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, 120).Select(i => Reminder.OfTask(resting.Id, new ReminderStep(-i), due.AddMinutes(-1 - i), 0)));
            db.Add(Reminder.OfTask(working.Id, new ReminderStep(-1), due, 0));
            return await db.SaveChangesAsync();
        });
        var administrator = new Actor(Guid.CreateVersion7(), "Amina Lahlou", "fr", [new Holding(Roles.Administrator, null)]);
        await house.RunAsync<GiveDaysOff>(verb => verb.RunAsync(new DaysOffRequest(house.Today.AddDays(1), house.Today.AddDays(1), TaskHouse.Oriental, new Wording("Fête locale", "عيد محلي", "Local feast"), "Arrêté"), administrator, default));
        house.Database.Clock.SetUtcNow(Zone.At(house.Today.AddDays(1), new TimeOnly(10, 0)));

        var said = await house.Database.RunAsync<SendReminders, int>(send => send.RunAsync(default));

        Assert.Equal(1, said);
        Assert.Contains(await house.LettersAsync("delegate"), l => l.Subject.Contains("Agadir", StringComparison.Ordinal));
    }

    [DatabaseTheory]
    public async Task One_that_cannot_be_said_keeps_no_other_back_and_is_not_hidden(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var (stuck, other) = (await house.TaskAsync("Oujda", 1, region: TaskHouse.Oriental, owner: "stranger"), await house.TaskAsync("Agadir", 1));
        var (due, unreachable) = (Zone.At(house.Today, new TimeOnly(9, 0)), house.Id("stranger"));
        await house.ReadAsync(async db =>
        {
            db.AddRange(Reminder.OfTask(stuck.Id, new ReminderStep(-1), due.AddMinutes(-1), 0), Reminder.OfTask(other.Id, new ReminderStep(-1), due, 0));
            await db.SaveChangesAsync();
            return await db.Users.Where(p => p.Id == unreachable).ExecuteUpdateAsync(set => set.SetProperty(p => p.Email, "nobody"));
        });
        house.Database.Clock.SetUtcNow(due.AddHours(1));

        var trouble = await Assert.ThrowsAsync<AggregateException>(() => house.Database.RunAsync<SendReminders, int>(send => send.RunAsync(default)));

        Assert.Equal("Letters.BadAddress", Assert.IsType<RuleBrokenException>(Assert.Single(trouble.InnerExceptions)).Key);
        Assert.Contains(await house.LettersAsync("delegate"), l => l.Subject.Contains("Agadir", StringComparison.Ordinal));
        Assert.Equal([(stuck.Id, ReminderStatus.Planned)], (await house.ReadAsync(db => db.Set<Reminder>().Where(r => r.Status != ReminderStatus.Sent).ToListAsync())).Select(r => (r.TaskId!.Value, r.Status)));
    }

    [DatabaseTheory]
    public async Task A_deputy_is_reminded_too_and_reads_for_whom(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Stand", 1);
        await house.RunAsync<RecordAbsence>(verb => verb.RunAsync(new NewAbsence(house.Id("delegate"), house.Id("officer"), house.Today, house.Today.AddDays(2)), house.As("delegate"), default));
        await house.ReadAsync(async db =>
        {
            db.Add(Reminder.OfTask(task.Id, new ReminderStep(-1), house.Database.Clock.GetUtcNow(), 0));
            return await db.SaveChangesAsync();
        });
        house.Database.Clock.SetUtcNow(Zone.At(house.Today, new TimeOnly(10, 0)));

        await house.RunAsync<SendReminders>(send => send.RunAsync(default));

        Assert.Contains("pour Karim Idrissi", Assert.Single(await house.LettersAsync("officer")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("que vous remplacez", (await house.LettersAsync("delegate")).Last().Html, StringComparison.Ordinal);
        Assert.Contains("Pour Karim Idrissi", (await house.ReadAsync(db => db.Set<Notification>().SingleAsync(n => n.PersonId == house.Id("officer") && n.Kind == NotificationKind.TaskReminder))).Why.Fr, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_with_a_slip_says_where()
    {
        const string good = """{ "form": [], "preparePlan": [], "validatePlan": [], "content": [], "budget": [{ "days": -1, "to": "owner" }] }""";

        Assert.Equal(new ReminderStep(-1), ReminderPolicy.Read(good).Budget.Single());
        Assert.Contains("$.content", Assert.Throws<FormatException>(() => ReminderPolicy.Read(good.Replace("\"content\": [],", "", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Contains("$.budget", Assert.Throws<FormatException>(() => ReminderPolicy.Read(good.Replace("-1", "-61", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Contains("line 1", Assert.Throws<FormatException>(() => ReminderPolicy.Read(good.Replace("\"owner\"", "\"nobody\"", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Contains("policies/money.json", Assert.Throws<FormatException>(() => ReminderPolicy.Read(good.Replace("\"owner\"", "\"coordinator\"", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<FormatException>(() => ReminderPolicy.Check([new ReminderStep(1), new ReminderStep(1)], "x")).Message, StringComparison.Ordinal);
    }

    private static async Task<House> RunningAsync(DatabaseKind kind)
    {
        var house = await House.OpenAsync(kind);
        var plan = await house.RunAsync<LaunchPlan, Guid>(launch => launch.RunAsync(House.SoussMassa, 2027, house.As("coordinator"), default));
        var draft = new PlanDraft(1_000_000, null, [new ObjectiveDraft("newExporters", 25)], [new ActionDraft(null, "salon-collectif", "SIAL 2027", house.Today, new DateOnly(2027, 10, 4), 900_000)]);
        await house.RunAsync<PreparePlan>(prepare => prepare.RunAsync(plan, draft, submit: true, null, house.As("delegate"), default));
        await house.RunAsync<ValidatePlan>(validate => validate.RunAsync(plan, Verdict.Approve, null, null, house.As("coordinator"), default));
        return house;
    }

    private static async Task<List<string>> LettersAsync(House house, Guid task)
    {
        var letters = await house.ReadAsync(db => db.Letters.AsNoTracking().Where(l => l.TaskId == task && l.Template.StartsWith("task-")).OrderBy(l => l.WrittenAt).ToListAsync());
        return letters.ConvertAll(l => $"{l.Address.Split('@')[0]} {l.Template}{(l.Template == LetterKeys.TaskReminder ? " " + (l.Subject.StartsWith('À') ? "À échéance" : l.Subject.StartsWith("En", StringComparison.Ordinal) ? "En retard" : "Bientôt") : "")}");
    }
}
