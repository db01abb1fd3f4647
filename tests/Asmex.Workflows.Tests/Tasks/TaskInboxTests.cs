using Asmex.Workflows.People;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Tasks;

public sealed class TaskInboxTests
{
    [DatabaseTheory]
    public async Task Each_list_holds_what_it_says_and_its_count_agrees(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        await house.TaskAsync("En retard", -2);
        await house.TaskAsync("Bientôt", 4);
        await house.TaskAsync("Du collègue", 1, "colleague");
        await house.TaskAsync("Libre", 2, owner: null);
        await house.TaskAsync("De l'expert", 2, owner: null, role: Roles.Expert);
        await house.TaskAsync("De la trésorerie", 2, owner: null, role: Roles.Treasurer);
        await house.TaskAsync("Ailleurs", 1, "stranger", TaskHouse.Oriental);

        var expected = new Dictionary<InboxList, string[]>
        {
            [InboxList.Mine] = ["En retard", "Bientôt"],
            [InboxList.Region] = ["En retard", "Du collègue", "De l'expert", "De la trésorerie", "Libre", "Bientôt"],
            [InboxList.Claim] = ["De l'expert", "Libre"],
            [InboxList.Waiting] = [],
            [InboxList.Done] = [],
        };
        foreach (var (list, titles) in expected)
        {
            var page = await house.InboxAsync("delegate", new InboxQuery(list));

            Assert.Equal(titles.Order(), page.Rows.Select(r => r.Title.Fr).Order());
            Assert.Equal(page.Rows.OrderBy(r => r.DueOn).Select(r => r.DueOn), page.Rows.Select(r => r.DueOn));
            Assert.Equal(titles.Length, page.Total.Value);
            Assert.Equal((2, 1, 6, 2, 0), (page.Counts.Mine.Value, page.Counts.Late.Value, page.Counts.Region.Value, page.Counts.Claim.Value, page.Counts.Waiting.Value));
        }

        Assert.Equal(["De la trésorerie"], (await house.InboxAsync("treasurer", new InboxQuery(InboxList.Claim))).Rows.Select(r => r.Title.Fr));
        Assert.Equal(7, (await house.InboxAsync("coordinator", new InboxQuery(InboxList.Region))).Total.Value);
    }

    [DatabaseTheory]
    public async Task Every_order_is_the_one_its_name_says(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var first = await house.TaskAsync("Première", 5);
        house.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        var urgent = await house.TaskAsync("Urgente", 9);
        house.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = await house.TaskAsync("Reprise", 7);
        await house.RunAsync<RankTask>(verb => verb.RunAsync(urgent.Id, TaskPriority.Urgent, house.As("delegate"), default));
        await house.RunAsync<RankTask>(verb => verb.RunAsync(first.Id, TaskPriority.Low, house.As("delegate"), default));
        await house.RunAsync<FollowUpTask>(verb => verb.RunAsync([new(later.Id)], house.Today.AddDays(1), house.As("delegate"), default));

        async Task<string> OrderAsync(InboxSort sort) => string.Join(' ', (await house.InboxAsync("delegate", new InboxQuery(Sort: sort))).Rows.Select(r => r.Title.Fr));

        Assert.Equal("Première Reprise Urgente", await OrderAsync(InboxSort.Due));
        Assert.Equal("Urgente Reprise Première", await OrderAsync(InboxSort.Priority));
        Assert.Equal("Reprise Urgente Première", await OrderAsync(InboxSort.Newest));
        Assert.Equal("Reprise Première Urgente", await OrderAsync(InboxSort.FollowUp));
    }

    [DatabaseTheory]
    public async Task A_search_finds_every_word_in_any_spelling_and_filters_narrow_it(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        await house.TaskAsync("Sélectionner les exposants", -1);
        await house.TaskAsync("Réserver le stand", 3);

        async Task<string> FoundAsync(InboxQuery query) => string.Join(';', (await house.InboxAsync("delegate", query)).Rows.Select(r => r.Title.Fr));

        Assert.Equal("Sélectionner les exposants", await FoundAsync(new InboxQuery(Search: "SOUSS selection")));
        Assert.Equal("", await FoundAsync(new InboxQuery(Search: "stand exposants")));
        Assert.Equal("", await FoundAsync(new InboxQuery(Search: "lectionner")));
        Assert.Equal("", await FoundAsync(new InboxQuery(Search: "100% _")));
        Assert.Equal("Sélectionner les exposants", await FoundAsync(new InboxQuery(LateOnly: true)));
        Assert.Equal("", await FoundAsync(new InboxQuery(Region: TaskHouse.Oriental)));
        Assert.Equal("", await FoundAsync(new InboxQuery(Priority: TaskPriority.Urgent)));
        Assert.Equal(1, (await house.InboxAsync("delegate", new InboxQuery(Search: "stand"))).Total.Value);
    }

    [DatabaseTheory]
    public async Task An_Arabic_word_is_found_without_its_article(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);

        var words = (await house.Database.RunAsync<TaskWords, string>(w => w.OfAsync(new Wording("Stand", "حجز الرواق والمعرض", "Stand"), TaskHouse.Souss, null, null, default))).Split(' ');

        Assert.All(["الرواق", "رواق", "والمعرض", "معرض", "حجز", "ماسه"], word => Assert.Contains(word, words));
    }

    [DatabaseTheory]
    public async Task A_search_finds_the_same_whether_few_or_many_hold_the_word(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        await house.ReadAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, 2_100).Select(i => new PlanTask($"many-{i}", "none", "step", TaskHouse.Souss, TaskKind.Form, Roles.Delegate, new Wording($"Relire {i}"), house.Database.Clock.GetUtcNow())
            {
                DueOn = house.Today,
                SearchWords = i % 700 == 0 ? "relire argan" : "relire",
            }));
            return await db.SaveChangesAsync();
        });

        async Task<InboxCount> CountAsync(string words) => (await house.InboxAsync("delegate", new InboxQuery(InboxList.Region, words))).Total;

        Assert.Equal(new InboxCount(TaskInbox.MostFound, true), await CountAsync("relire"));
        Assert.Equal(new InboxCount(3), await CountAsync("rel arg"));
        Assert.Equal(new InboxCount(0), await CountAsync("elire"));
        Assert.Equal(new InboxCount(0), await CountAsync("rgan relire"));
    }

    [DatabaseTheory]
    public async Task A_task_that_is_done_or_renamed_is_found_by_what_it_is_now(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var (done, moved) = (await house.TaskAsync("Stand", 1), await house.TaskAsync("Devis", 1));

        await house.ReadAsync(db => db.Set<PlanTask>().Where(t => t.Id == done.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.Status, PlanTaskStatus.Cancelled)));
        await house.ReadAsync(db => db.Set<PlanTask>().Where(t => t.Id == moved.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.SearchWords, "facture")));

        Assert.Equal(0, (await house.InboxAsync("delegate", new InboxQuery(Search: "stand"))).Total.Value);
        Assert.Equal(0, (await house.InboxAsync("delegate", new InboxQuery(Search: "devis"))).Total.Value);
        Assert.Equal(moved.Id, Assert.Single((await house.InboxAsync("delegate", new InboxQuery(Search: "facture"))).Rows).Id);
    }

    [DatabaseTheory]
    public async Task A_page_holds_fifty_and_the_count_goes_on(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        for (var i = 0; i < 53; i++)
        {
            await house.TaskAsync($"Tâche {i}", i);
        }

        var (first, second) = (await house.InboxAsync("delegate"), await house.InboxAsync("delegate", new InboxQuery(Search: "tache", Page: 2)));

        Assert.Equal((50, 53), (first.Rows.Count, first.Total.Value));
        Assert.Equal(["Tâche 50", "Tâche 51", "Tâche 52"], second.Rows.Select(r => r.Title.Fr));
        Assert.Equal(53, second.Total.Value);
    }

    [DatabaseTheory]
    public async Task What_to_do_next_is_the_most_pressing_with_its_reason(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        Assert.Null(await house.NextAsync("delegate"));

        await house.TaskAsync("Demain", 1);
        var urgent = await house.TaskAsync("Urgente", 20);
        Assert.Equal(NextReason.DueFirst, (await house.NextAsync("delegate"))!.Why);

        await house.RunAsync<FollowUpTask>(verb => verb.RunAsync([new(urgent.Id)], house.Today, house.As("delegate"), default));
        Assert.Equal((urgent.Id, NextReason.FollowUp), Said(await house.NextAsync("delegate")));

        await house.RunAsync<RankTask>(verb => verb.RunAsync(urgent.Id, TaskPriority.Urgent, house.As("delegate"), default));
        Assert.Equal((urgent.Id, NextReason.Urgent), Said(await house.NextAsync("delegate")));

        var late = await house.TaskAsync("En retard", -3);
        Assert.Equal((late.Id, NextReason.Late), Said(await house.NextAsync("delegate")));

        static (Guid, NextReason) Said(NextTask? next) => (next!.Task.Id, next.Why);
    }

    [DatabaseTheory]
    public async Task A_list_is_kept_under_a_name_for_its_person_alone(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var query = new InboxQuery(InboxList.Region, "salon & cie", LateOnly: true, Sort: InboxSort.Priority);

        await house.RunAsync<SaveList>(verb => verb.RunAsync(" Mes retards ", new InboxQuery(LateOnly: true), house.As("delegate"), default));
        await house.RunAsync<SaveList>(verb => verb.RunAsync("Mes retards", query, house.As("delegate"), default));
        var refusal = await house.RefusedAsync<SaveList>(verb => verb.RunAsync("  ", query, house.As("delegate"), default));
        var kept = Assert.Single(await house.ReadAsync(db => db.Set<SavedList>().ToListAsync()));
        await house.RunAsync<ForgetList>(verb => verb.RunAsync(kept.Id, house.As("colleague"), default));

        Assert.Equal(("Mes retards", "?list=region&q=salon%20%26%20cie&late=1&sort=priority"), (kept.Name, kept.Query));
        Assert.Contains("Donnez un nom", refusal, StringComparison.Ordinal);
        Assert.Single(await house.ReadAsync(db => db.Set<SavedList>().ToListAsync()));
        await house.RunAsync<ForgetList>(verb => verb.RunAsync(kept.Id, house.As("delegate"), default));
        Assert.Empty(await house.ReadAsync(db => db.Set<SavedList>().ToListAsync()));
    }
}
