using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Tasks;

/// <summary>What becomes of the open tasks of people whose role ends.</summary>
public sealed class LeftTaskTests
{
    private static readonly Actor _administrator = new(Guid.CreateVersion7(), "Samira Chraibi", "fr", [new Holding(Roles.Administrator, null)]);

    [DatabaseTheory]
    public async Task Whoever_holds_the_role_now_has_the_task_and_hears_of_it_and_who_left_sees_it_no_more(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Stand", 3);
        house.Database.Clock.Advance(TimeSpan.FromHours(2));

        await EndAsync(house, "delegate");

        var gone = await NowAsync(house, "delegate");
        await Assert.ThrowsAsync<NothingThereException>(() => house.RunAsync<FollowUpTask>(verb => verb.RunAsync([new(task.Id)], null, gone, default)));
        Assert.Empty((await house.InboxAsync("delegate")).Rows);
        Assert.Equal([task.Id], (await house.InboxAsync("colleague")).Rows.Select(r => r.Id));
        Assert.Contains(await house.LettersAsync("colleague"), l => l.Html.Contains("Karim Idrissi", StringComparison.Ordinal));
        Assert.Equal([("History.TaskFreed", "ASMEX")], (await house.HistoryAsync(task)).Select(e => (e.Key, e.ActorName)));
        Assert.Equal(0, await FreeAsync(house));
    }

    [DatabaseTheory]
    public async Task A_role_that_ends_by_its_date_frees_its_tasks_in_the_morning(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Stand", 3);
        await EndAsync(house, "delegate", house.Today);
        Assert.Equal(house.Id("delegate"), (await house.NowAsync(task)).AssigneeId);

        house.Database.Clock.SetUtcNow(Zone.At(house.Today.AddDays(1), new TimeOnly(2, 0)));
        Assert.Equal(0, await FreeAsync(house));
        Assert.False((await house.NowAsync(task)).IsAnsweredBy(await NowAsync(house, "delegate")));
        house.Database.Clock.SetUtcNow(Zone.At(house.Today, new TimeOnly(10, 0)));

        Assert.Equal(1, await FreeAsync(house));
        Assert.Equal(house.Id("colleague"), (await house.NowAsync(task)).AssigneeId);
    }

    [DatabaseTheory]
    public async Task Where_nobody_else_holds_the_role_the_task_waits_for_who_comes(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Devis", 3, owner: "officer", role: Roles.Officer);
        house.Database.Clock.Advance(TimeSpan.FromHours(2));

        await house.RunAsync<SuspendPerson>(verb => verb.RunAsync(house.Id("officer"), _administrator, default));

        Assert.Null((await house.NowAsync(task)).AssigneeId);
        Assert.Equal(["History.TaskFreed"], (await house.HistoryAsync(task)).Select(e => e.Key));
    }

    [DatabaseTheory]
    public async Task What_was_entrusted_to_who_leaves_comes_back_to_its_owner(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Dossier", 3);
        await house.RunAsync<EntrustTask>(verb => verb.RunAsync(new TaskSeen(task.Id), house.Id("officer"), house.As("delegate"), default));
        house.Database.Clock.Advance(TimeSpan.FromHours(2));

        await EndAsync(house, "officer");

        Assert.Equal([task.Id], (await house.InboxAsync("delegate")).Rows.Select(r => r.Id));
        Assert.Null((await house.NowAsync(task)).EntrustedId);
        Assert.Contains(await house.LettersAsync("delegate"), l => l.Html.Contains("Youssef Amrani", StringComparison.Ordinal));
        Assert.False((await house.NowAsync(task)).IsFor(await NowAsync(house, "officer")));
    }

    [DatabaseTheory]
    public async Task Who_is_given_a_task_hears_of_it_also_when_it_was_told_to_all_before(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Stand", 3, owner: null);
        await using (var scope = house.Database.Scope())
        {
            await scope.Get<Asmex.Workflows.Letters.Notices>().TaskOpenedAsync(task, [house.Person("delegate"), house.Person("colleague")], default);
            await scope.Db.SaveChangesAsync();
        }

        await AssignAsync(house, task, "colleague");
        await AssignAsync(house, task, "delegate");
        await AssignAsync(house, task, "delegate");

        Assert.Equal((2, 2), ((await house.LettersAsync("colleague")).Count, (await house.LettersAsync("delegate")).Count));
    }

    private static Task AssignAsync(TaskHouse house, PlanTask task, string who) =>
        house.RunAsync<AssignTask>(verb => verb.RunAsync([new TaskSeen(task.Id)], house.Id(who), house.As("coordinator"), default));

    private static Task EndAsync(TaskHouse house, string who, DateOnly? lastDay = null) => house.RunAsync<EndAppointment>(verb =>
        verb.RunAsync(house.Id(who), house.Person(who).Appointments.Single().Id, lastDay ?? house.Today.AddDays(-1), _administrator, default));

    private static Task<Actor> NowAsync(TaskHouse house, string who) => house.ReadAsync(async db =>
    {
        var id = house.Id(who);
        return Actor.Of(await db.Users.AsNoTracking().SingleAsync(p => p.Id == id), house.Today);
    });

    private static Task<int> FreeAsync(TaskHouse house) => house.Database.RunAsync<FreeTasks, int>(verb => verb.RunAsync(default));
}
