using Asmex.Workflows.Approvals;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.People;

public sealed class AbsenceTests
{
    [DatabaseTheory]
    public async Task A_deputy_sees_and_acts_for_the_absent_and_no_longer_after(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Stand", 3);
        var other = await house.TaskAsync("Devis", 5);

        await AwayAsync(house, "delegate", "officer", 1, 3);
        Assert.Empty(await MineAsync(house, "officer"));
        house.Database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([task.Id, other.Id], await MineAsync(house, "officer"));
        Assert.True((await ActorAsync(house, "officer")).Is(Roles.Delegate, TaskHouse.Souss));
        Assert.Equal([task.Id, other.Id], await MineAsync(house, "delegate"));

        var officer = await ActorAsync(house, "officer");
        await house.RunAsync<FollowUpTask>(verb => verb.RunAsync([new(task.Id)], house.Today.AddDays(1), officer, default));
        var entry = Assert.Single(await house.HistoryAsync(task));
        Assert.Equal(("Youssef Amrani", "Karim Idrissi"), (entry.ActorName, entry.ForName));
        Assert.Equal("Youssef Amrani, pour Karim Idrissi", entry.ByIn("fr"));

        house.Database.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Empty(await MineAsync(house, "officer"));
        Assert.Equal([task.Id, other.Id], await MineAsync(house, "delegate"));
        var late = await ActorAsync(house, "officer");
        Assert.Contains("revient à une autre personne", await house.RefusedAsync<FollowUpTask>(verb => verb.RunAsync([new(task.Id)], null, late, default)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_arranges_as_such_and_completes_for_the_absent_one_who_lends_the_role()
    {
        await using var house = await TaskHouse.OpenAsync(DatabaseKind.Sqlite);
        var task = await house.TaskAsync("Stand", 3);
        var coordinator = house.As("coordinator") with { Principals = [Principal.Of(house.Person("colleague"), house.Today)] };

        Assert.True(task.IsAnsweredBy(coordinator));
        Assert.Null(task.By(coordinator).OnBehalfOf);
        task.Complete("Done", "{}", coordinator, house.Database.Clock.GetUtcNow());

        Assert.Equal((house.Id("coordinator"), house.Id("colleague")), (task.CompletedById, task.CompletedForId));
    }

    [DatabaseTheory]
    public async Task An_absence_without_a_deputy_is_warned_of_while_tasks_are_open(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        await house.TaskAsync("Stand", 3);
        var request = new NewAbsence(house.Id("delegate"), null, house.Today, house.Today.AddDays(4));

        Assert.Contains("tâches ouvertes (1)", await RefusedAsync(house, request, "delegate"), StringComparison.Ordinal);
        await house.RunAsync<RecordAbsence>(verb => verb.RunAsync(request with { WithoutDeputy = true }, house.As("delegate"), default));
        await house.RunAsync<RecordAbsence>(verb => verb.RunAsync(request with { PersonId = house.Id("treasurer") }, house.As("coordinator"), default));

        Assert.Equal(2, await house.ReadAsync(db => db.Set<Absence>().CountAsync()));
    }

    [DatabaseTheory]
    public async Task An_absence_that_does_not_fit_is_refused_in_words(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var (today, me) = (house.Today, house.Id("delegate"));
        var fitting = new NewAbsence(me, house.Id("colleague"), today.AddDays(2), today.AddDays(6));

        Assert.Contains("ne peut pas finir", await RefusedAsync(house, fitting with { Until = today }, "delegate"), StringComparison.Ordinal);
        Assert.Contains("est passé", await RefusedAsync(house, fitting with { From = today.AddDays(-5), Until = today.AddDays(-1) }, "delegate"), StringComparison.Ordinal);
        Assert.Contains("moins de 366 jours", await RefusedAsync(house, fitting with { Until = today.AddYears(3) }, "delegate"), StringComparison.Ordinal);
        Assert.Contains("ne se remplace pas soi-même", await RefusedAsync(house, fitting with { DeputyId = me }, "delegate"), StringComparison.Ordinal);
        Assert.Contains("un décideur est remplacé par un décideur", await RefusedAsync(house, fitting with { PersonId = house.Id("treasurer") }, "coordinator"), StringComparison.Ordinal);
        Assert.Contains("n'a pas de fonction", await RefusedAsync(house, fitting with { DeputyId = house.Id("auditor") }, "delegate"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<NothingThereException>(() => house.RunAsync<RecordAbsence>(verb => verb.RunAsync(fitting, house.As("colleague"), default)));

        await house.RunAsync<RecordAbsence>(verb => verb.RunAsync(fitting, house.As("delegate"), default));
        Assert.Contains("a déjà une absence", await RefusedAsync(house, fitting, "delegate"), StringComparison.Ordinal);
        Assert.Contains("aussi absent", await RefusedAsync(house, fitting with { PersonId = house.Id("colleague"), DeputyId = me }, "colleague"), StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task Who_stands_in_for_somebody_does_not_go_away_in_those_days_unseen(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        await AwayAsync(house, "delegate", "officer", 1, 14);

        var refused = await RefusedAsync(house, new NewAbsence(house.Id("officer"), null, house.Today.AddDays(5), house.Today.AddDays(9), WithoutDeputy: true), "officer");
        await house.RunAsync<RecordAbsence>(verb => verb.RunAsync(new NewAbsence(house.Id("officer"), null, house.Today.AddDays(20), house.Today.AddDays(22), WithoutDeputy: true), house.As("officer"), default));

        Assert.Contains("remplace Karim Idrissi", refused, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task Nobody_lends_themselves_the_rights_of_another(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var taken = new NewAbsence(house.Id("treasurer"), house.Id("coordinator"), house.Today, house.Today);
        var ofSouss = house.As("coordinator") with { Holdings = [new Holding(Roles.Coordinator, TaskHouse.Souss)] };

        Assert.Contains("ne se désigne pas soi-même", await RefusedAsync(house, taken, "coordinator"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<NothingThereException>(() => house.RunAsync<RecordAbsence>(verb => verb.RunAsync(taken with { DeputyId = null }, ofSouss, default)));
        await Assert.ThrowsAsync<NothingThereException>(() => house.RunAsync<RecordAbsence>(verb => verb.RunAsync(taken with { PersonId = house.Id("stranger"), DeputyId = null }, ofSouss, default)));
        await house.RunAsync<RecordAbsence>(verb => verb.RunAsync(taken with { PersonId = house.Id("delegate"), DeputyId = house.Id("colleague") }, ofSouss, default));
    }

    [DatabaseTheory]
    public async Task Who_comes_back_early_takes_everything_back_at_once(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        await house.TaskAsync("Stand", 3);
        await AwayAsync(house, "delegate", "officer", 0, 9);
        house.Database.Clock.Advance(TimeSpan.FromDays(2));
        var absence = await house.ReadAsync(db => db.Set<Absence>().SingleAsync());
        Assert.Single(await MineAsync(house, "officer"));

        await Assert.ThrowsAsync<NothingThereException>(() => house.RunAsync<EndAbsence>(verb => verb.RunAsync(absence.Id, house.As("officer"), default)));
        await house.RunAsync<EndAbsence>(verb => verb.RunAsync(absence.Id, house.As("delegate"), default));

        Assert.Empty(await MineAsync(house, "officer"));
        await Assert.ThrowsAsync<RuleBrokenException>(() => house.RunAsync<EndAbsence>(verb => verb.RunAsync(absence.Id, house.As("delegate"), default)));
    }

    [Fact]
    public void A_deputy_decides_for_the_absent_but_never_on_ones_own_request()
    {
        var day = new DateOnly(2027, 1, 4);
        Person treasurer = Named("Leila Fassi", Roles.Treasurer), second = Named("Omar Alaoui", Roles.Treasurer), direction = Named("Hicham Tazi", Roles.Direction);
        var deputy = Actor.Of(direction, day) with { Principals = [Principal.Of(treasurer, day)] };

        Approval Asked(Guid requester, Guid? forWhom = null) => new(Guid.NewGuid().ToString("N"), "i", "a", TaskHouse.Souss, ApprovalKind.Content, new Wording("Stand"), [new ApprovalLevel(Roles.Treasurer)], Zone.At(day, new TimeOnly(9, 0)))
        {
            RequesterId = requester,
            RequesterForId = forWhom,
        };

        var foreign = Asked(Guid.NewGuid());
        foreign.Decide(Verdict.Approve, null, null, deputy, Zone.At(day, new TimeOnly(10, 0)));
        Assert.Equal(("Hicham Tazi", "Leila Fassi", ApprovalStatus.Approved), (foreign.LastDecision!.PersonName, foreign.LastDecision.ForName, foreign.Status));

        // What the deputy asked, for oneself or for another; what the absent asked; and what was asked for the absent.
        Assert.Equal("Approvals.OwnRequest", Refused(Asked(direction.Id), deputy));
        Assert.Equal("Approvals.OwnRequest", Refused(Asked(Guid.NewGuid(), direction.Id), deputy));
        Assert.Equal("Approvals.OwnRequestOf", Refused(Asked(treasurer.Id), deputy));
        Assert.Equal("Approvals.OwnRequestOf", Refused(Asked(Guid.NewGuid(), treasurer.Id), deputy));
        Assert.Equal("Approvals.OwnRequest", Refused(Asked(direction.Id, treasurer.Id), Actor.Of(treasurer, day)));

        // With a right of one's own a person decides on what the absent asked.
        var own = Asked(treasurer.Id);
        own.Decide(Verdict.Approve, null, null, Actor.Of(second, day) with { Principals = [Principal.Of(treasurer, day)] }, Zone.At(day, new TimeOnly(10, 0)));
        Assert.Null(own.LastDecision!.ForName);
    }

    private static string Refused(Approval approval, Actor actor) => Assert.Throws<RuleBrokenException>(() => approval.Decide(Verdict.Approve, null, null, actor, approval.OpenedAt)).Key;

    private static Person Named(string name, string role)
    {
        var person = new Person(name, $"{role}@asmex.example", Languages.French);
        person.Appoint(role, null, new DateOnly(2026, 1, 1));
        return person;
    }

    private static Task AwayAsync(TaskHouse house, string who, string deputy, int from, int until) =>
        house.RunAsync<RecordAbsence>(verb => verb.RunAsync(new NewAbsence(house.Id(who), house.Id(deputy), house.Today.AddDays(from), house.Today.AddDays(until)), house.As(who), default));

    private static Task<string> RefusedAsync(TaskHouse house, NewAbsence request, string by) => house.RefusedAsync<RecordAbsence>(verb => verb.RunAsync(request, house.As(by), default));

    private static async Task<Actor> ActorAsync(TaskHouse house, string who)
    {
        await using var scope = house.Database.Scope();
        return await scope.Get<Absences>().ActorAsync(house.Person(who), default);
    }

    private static async Task<List<Guid>> MineAsync(TaskHouse house, string who)
    {
        var actor = await ActorAsync(house, who);
        await using var scope = house.Database.Scope();
        return [.. (await scope.Get<TaskInbox>().ReadAsync(actor, new InboxQuery(), default)).Rows.Select(r => r.Id)];
    }
}
