using Asmex.Workflows.Calendars;
using Asmex.Workflows.People;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tests.Tasks;

public sealed class TaskOwnerTests
{
    [DatabaseTheory]
    public async Task A_free_task_is_claimed_by_one_of_two(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Stand", 3, owner: null);
        var seen = new TaskSeen(task.Id, task.Version);

        string[] callers = ["delegate", "colleague"];
        var both = await Task.WhenAll(callers.Select(async who =>
        {
            try
            {
                await house.RunAsync<AssignTask>(verb => verb.RunAsync([seen], house.Id(who), house.As(who), default));
                return "";
            }
            catch (RuleBrokenException refusal)
            {
                return refusal.In("fr");
            }
        }));

        var winner = both[0].Length == 0 ? "delegate" : "colleague";
        Assert.Single(both, said => said.Length == 0);
        Assert.Contains($"confiée à {house.Person(winner).Name}", both.Single(said => said.Length > 0), StringComparison.Ordinal);
        Assert.Equal(house.Id(winner), (await house.NowAsync(task)).AssigneeId);
    }

    [DatabaseTheory]
    public async Task A_released_task_is_free_for_its_role(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Stand", 3);

        var refusal = await house.RefusedAsync<ReleaseTask>(verb => verb.RunAsync(new TaskSeen(task.Id), house.As("officer"), default));
        await house.RunAsync<ReleaseTask>(verb => verb.RunAsync(new TaskSeen(task.Id), house.As("delegate"), default));

        Assert.Contains("revient à une autre personne", refusal, StringComparison.Ordinal);
        Assert.Equal([task.Id], (await house.InboxAsync("colleague", new InboxQuery(InboxList.Claim))).Rows.Select(r => r.Id));
        Assert.Empty((await house.InboxAsync("stranger", new InboxQuery(InboxList.Claim))).Rows);
        Assert.Empty((await house.InboxAsync("delegate")).Rows);
        await Assert.ThrowsAsync<NothingThereException>(() => house.RunAsync<ReleaseTask>(verb => verb.RunAsync(new TaskSeen(task.Id), house.As("stranger"), default)));
    }

    [DatabaseTheory]
    public async Task An_entrusted_task_is_prepared_by_one_and_completed_by_its_owner(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Dossier du stand", 3);

        await house.RunAsync<EntrustTask>(verb => verb.RunAsync(new TaskSeen(task.Id, task.Version), house.Id("officer"), house.As("delegate"), default));
        var away = (await house.InboxAsync("delegate"), await house.InboxAsync("delegate", new InboxQuery(InboxList.Waiting)), await house.InboxAsync("officer"));
        var refusal = await house.RefusedAsync<CompleteTask>(verb => verb.RunAsync(new CompleteTaskRequest(task.Id, null, _ => []), house.As("officer"), default));
        await house.RunAsync<SaveTaskDraft>(verb => verb.RunAsync(task.Id, _ => [], house.As("officer"), null, default));
        await house.RunAsync<ReturnTask>(verb => verb.RunAsync(new TaskSeen(task.Id), house.As("officer"), default));

        Assert.Equal((0, 1, 1), (away.Item1.Rows.Count, away.Item2.Rows.Count, away.Item3.Rows.Count));
        Assert.Equal("Youssef Amrani", away.Item2.Rows[0].EntrustedTo);
        Assert.Equal("Karim Idrissi", away.Item3.Rows[0].Owner);
        Assert.Contains("rendez-la à son responsable", refusal, StringComparison.Ordinal);
        var back = Assert.Single((await house.InboxAsync("delegate")).Rows);
        Assert.Equal("Youssef Amrani", back.ReturnedBy);
        Assert.Empty((await house.InboxAsync("officer")).Rows);
        Assert.Contains(await house.LettersAsync("delegate"), l => l.Html.Contains("Youssef Amrani", StringComparison.Ordinal));
        Assert.Equal(["History.TaskEntrusted", "History.TaskReturned"], (await house.HistoryAsync(task)).Select(e => e.Key));
    }

    [DatabaseTheory]
    public async Task A_task_is_entrusted_only_by_its_owner_to_somebody_else_of_the_region(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var (mine, free) = (await house.TaskAsync("Stand", 3), await house.TaskAsync("Libre", 3, owner: null));

        Task<string> RefusedAsync(PlanTask task, string to, string by) => house.RefusedAsync<EntrustTask>(verb => verb.RunAsync(new TaskSeen(task.Id), house.Id(to), house.As(by), default));

        Assert.Contains("une fonction dans la région", await RefusedAsync(mine, "stranger", "delegate"), StringComparison.Ordinal);
        Assert.Contains("déjà à cette personne", await RefusedAsync(mine, "delegate", "delegate"), StringComparison.Ordinal);
        Assert.Contains("revient à une autre personne", await RefusedAsync(mine, "colleague", "officer"), StringComparison.Ordinal);
        Assert.Contains("Personne n'est encore responsable", await RefusedAsync(free, "officer", "coordinator"), StringComparison.Ordinal);
        Assert.Contains("n'est plus confiée", await house.RefusedAsync<ReturnTask>(verb => verb.RunAsync(new TaskSeen(mine.Id), house.As("delegate"), default)), StringComparison.Ordinal);
        Assert.Empty(await house.HistoryAsync(mine));
    }

    [DatabaseTheory]
    public async Task Several_tasks_are_given_together_or_not_at_all(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var (one, two, foreign) = (await house.TaskAsync("Un", 1), await house.TaskAsync("Deux", 2), await house.TaskAsync("Ailleurs", 1, "stranger", TaskHouse.Oriental));
        TaskSeen[] seen = [new(one.Id, one.Version), new(two.Id, two.Version), new(foreign.Id, foreign.Version)];

        var refusal = await house.RefusedAsync<AssignTask>(verb => verb.RunAsync(seen, house.Id("colleague"), house.As("coordinator"), default));
        var untouched = await house.NowAsync(one);
        await house.RunAsync<AssignTask>(verb => verb.RunAsync(seen[..2], house.Id("colleague"), house.As("coordinator"), default));

        Assert.Contains("« Ailleurs »", refusal, StringComparison.Ordinal);
        Assert.Equal(house.Id("delegate"), untouched.AssigneeId);
        Assert.Equal([one.Id, two.Id], (await house.InboxAsync("colleague")).Rows.Select(r => r.Id));
        var stale = await house.RefusedAsync<AssignTask>(verb => verb.RunAsync(seen[..2], house.Id("delegate"), house.As("coordinator"), default));
        Assert.Contains("Nadia Bennis", stale, StringComparison.Ordinal);
        Assert.Contains("confiée à Zineb Ouazzani", stale, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task Of_several_tasks_those_that_changed_since_are_left_out_and_said(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var (one, two, three) = (await house.TaskAsync("Un", 1), await house.TaskAsync("Deux", 2), await house.TaskAsync("Trois", 3));
        TaskSeen[] seen = [new(one.Id, one.Version), new(two.Id, two.Version), new(three.Id, three.Version)];
        await house.RunAsync<AssignTask>(verb => verb.RunAsync(seen[..1], house.Id("colleague"), house.As("coordinator"), default));

        var left = await house.Database.RunAsync<AssignTask, IReadOnlyList<RuleBrokenException>>(verb => verb.RunAsync(seen, house.Id("colleague"), house.As("coordinator"), default));
        var later = await house.Database.RunAsync<FollowUpTask, IReadOnlyList<RuleBrokenException>>(verb => verb.RunAsync([.. seen[1..], new(one.Id, one.Version + 1)], house.Today.AddDays(1), house.As("coordinator"), default));

        Assert.Contains("« Un »", Assert.Single(left).In("fr"), StringComparison.Ordinal);
        Assert.Contains("confiée à Zineb Ouazzani", left[0].In("fr"), StringComparison.Ordinal);
        Assert.Equal(2, later.Count);
        Assert.Equal([house.Id("colleague"), house.Id("colleague"), house.Id("colleague")], new[] { await house.NowAsync(one), await house.NowAsync(two), await house.NowAsync(three) }.Select(t => t.AssigneeId!.Value));
        Assert.Equal((house.Today.AddDays(1), null), ((await house.NowAsync(one)).FollowUpOn, (await house.NowAsync(two)).FollowUpOn));
        Assert.Single(await house.HistoryAsync(one), e => e.Key == "History.TaskAssigned");
    }

    [DatabaseTheory]
    public async Task A_follow_up_on_a_day_off_is_on_the_next_working_day(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Stand", 10);
        var sunday = house.Today.AddDays((7 - (int)house.Today.DayOfWeek) % 7 + 7);

        await house.RunAsync<FollowUpTask>(verb => verb.RunAsync([new(task.Id)], sunday, house.As("delegate"), default));

        Assert.Equal(WorkingCalendar.Initial.AddWorkingDays(sunday, 0), (await house.NowAsync(task)).FollowUpOn);
    }

    [DatabaseTheory]
    public async Task Follow_up_and_priority_order_ones_work_without_disturbing_it(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Stand", 10);

        await house.RunAsync<FollowUpTask>(verb => verb.RunAsync([new(task.Id)], house.Today.AddDays(2), house.As("delegate"), default));
        await house.RunAsync<RankTask>(verb => verb.RunAsync(task.Id, TaskPriority.Urgent, house.As("coordinator"), default));

        var now = await house.NowAsync(task);
        Assert.Equal((house.Today.AddDays(2), TaskPriority.Urgent, task.Version, task.DueOn), (now.FollowUpOn, now.Priority, now.Version, now.DueOn));
        Assert.Contains("est passé", await house.RefusedAsync<FollowUpTask>(verb => verb.RunAsync([new(task.Id)], house.Today.AddDays(-1), house.As("delegate"), default)), StringComparison.Ordinal);
        Assert.Contains("revient à", await house.RefusedAsync<RankTask>(verb => verb.RunAsync(task.Id, TaskPriority.Low, house.As("auditor"), default)), StringComparison.Ordinal);
        await Assert.ThrowsAsync<NothingThereException>(() => house.RunAsync<FollowUpTask>(verb => verb.RunAsync([new(task.Id)], null, house.As("stranger"), default)));
        Assert.Equal(["History.TaskFollowUp", "History.TaskRanked"], (await house.HistoryAsync(task)).Select(e => e.Key));
    }
}
