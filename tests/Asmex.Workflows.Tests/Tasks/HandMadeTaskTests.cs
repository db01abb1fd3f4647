using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Tasks;

/// <summary>Tasks that somebody asks for by hand: on a Monday, 4 January 2027, in Casablanca.</summary>
public sealed class HandMadeTaskTests
{
    [DatabaseTheory]
    public async Task A_task_made_by_hand_stands_in_the_inbox_with_its_day_reminders_and_letter(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);

        var id = await MakeAsync(house, "coordinator", Asked(house, "delegate") with { Instructions = "Trois devis au moins.", Priority = TaskPriority.Urgent, Checklist = ["Devis 1", " ", "Devis 2"] });

        var row = Assert.Single((await house.InboxAsync("delegate")).Rows);
        Assert.Equal((id, TaskPriority.Urgent, new DateOnly(2027, 1, 8)), (row.Id, row.Priority, row.DueOn));
        Assert.Equal(2, await house.ReadAsync(db => db.Set<TaskCheck>().CountAsync(c => c.TaskId == id)));
        Assert.NotEmpty(await house.ReadAsync(db => db.Set<Reminder>().Where(r => r.TaskId == id && r.Status == ReminderStatus.Planned).ToListAsync()));
        Assert.Contains("Nadia Bennis vous la demande", Assert.Single(await house.LettersAsync("delegate")).Html, StringComparison.Ordinal);
        Assert.Equal(1, (await house.InboxAsync("delegate", new InboxQuery(Search: "devis du stand"))).Total.Value);
        Assert.Contains("créée pour Karim Idrissi", (await house.ReadAsync(db => db.Set<Asmex.Workflows.Audit.HistoryEntry>().SingleAsync(e => e.TaskId == id))).In("fr"), StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task A_day_off_asked_for_becomes_the_next_working_day_and_can_say_why(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);

        var id = await MakeAsync(house, "delegate", Asked(house, "delegate") with { Due = new TaskDay(new DateOnly(2027, 1, 9)) });

        var task = await house.ReadAsync(db => db.Set<PlanTask>().SingleAsync(t => t.Id == id));
        Assert.Equal((new DateOnly(2027, 1, 12), new DateOnly(2027, 1, 9), 0), (task.DueOn, task.Due!.Start, task.Due.WorkingDays));
        Assert.Empty(await house.LettersAsync("delegate"));
    }

    [DatabaseTheory]
    public async Task It_is_completed_with_its_evidence_and_resumes_no_workflow(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var id = await MakeAsync(house, "coordinator", Asked(house, "delegate") with { Evidence = "Devis signé" });
        var request = new CompleteTaskRequest(id, null, field => field == "note" ? ["Signé ce matin."] : []);

        var refused = await Assert.ThrowsAsync<FormRefusedException>(() => house.RunAsync<CompleteTask>(verb => verb.RunAsync(request, house.As("delegate"), default)));
        using var pdf = new MemoryStream("%PDF-1.7 one page"u8.ToArray());
        await house.RunAsync<AttachFile>(verb => verb.RunAsync(new AttachFileRequest(id, TaskFiles.Evidence, "devis.pdf", pdf), house.As("delegate"), default));
        await house.RunAsync<CompleteTask>(verb => verb.RunAsync(request, house.As("delegate"), default));

        Assert.Equal(TaskFiles.Evidence, Assert.Single(refused.Faults).Field);
        var done = await house.ReadAsync(db => db.Set<PlanTask>().SingleAsync(t => t.Id == id));
        Assert.Equal((PlanTaskStatus.Done, "Karim Idrissi"), (done.Status, done.CompletedBy));
        Assert.Contains("Signé ce matin.", done.Values!, StringComparison.Ordinal);
        Assert.DoesNotContain(await house.ReadAsync(db => db.Set<Reminder>().Where(r => r.TaskId == id).ToListAsync()), r => r.Status == ReminderStatus.Planned);
    }

    [DatabaseTheory]
    public async Task Left_to_a_role_it_waits_for_whoever_of_it_takes_it(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);

        var id = await MakeAsync(house, "coordinator", Asked(house, "delegate") with { To = new TaskTo(Role: Roles.Delegate) });
        await house.RunAsync<AssignTask>(verb => verb.RunAsync([new TaskSeen(id)], house.Id("colleague"), house.As("colleague"), default));
        var alone = await MakeAsync(house, "delegate", Asked(house, "delegate") with { To = new TaskTo(Role: Roles.Treasurer) });

        Assert.Equal(house.Id("colleague"), (await house.ReadAsync(db => db.Set<PlanTask>().SingleAsync(t => t.Id == id))).AssigneeId);
        Assert.Equal(house.Id("treasurer"), (await house.ReadAsync(db => db.Set<PlanTask>().SingleAsync(t => t.Id == alone))).AssigneeId);
    }

    [DatabaseTheory]
    public async Task It_is_refused_in_words_and_nothing_is_written(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var asked = Asked(house, "delegate");
        var over = await house.ActionAsync("SIAL 2026");
        await house.ReadAsync(async db =>
        {
            (await db.Set<PlanAction>().SingleAsync(a => a.Id == over.Id)).Close(PlanStatus.Closed, null, house.Database.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });

        async Task SaysAsync(string what, string who, MakeTaskRequest request) =>
            Assert.Contains(what, await house.RefusedAsync<MakeTask>(verb => verb.RunAsync(request, house.As(who), default)), StringComparison.Ordinal);

        await SaysAsync("seuls le délégué de la région et le Centre", "stranger", asked);
        await SaysAsync("seuls le délégué de la région et le Centre", "officer", asked);
        await SaysAsync("seuls le délégué de la région et le Centre", "auditor", asked);
        await SaysAsync("« SIAL 2026 » est terminée", "delegate", asked with { ActionId = over.Id });
        await SaysAsync("une fonction dans la région", "delegate", asked with { To = new TaskTo(house.Id("stranger")) });
        await SaysAsync("une fonction dans la région", "delegate", asked with { To = new TaskTo(house.Id("auditor")) });
        await SaysAsync("Personne n'est aujourd'hui « Commission", "delegate", asked with { To = new TaskTo(Role: Roles.Commission) });
        await SaysAsync("Donnez un intitulé", "delegate", asked with { Title = "  " });
        await SaysAsync("est passé", "delegate", asked with { Due = new TaskDay(house.Today.AddDays(-1)) });
        await SaysAsync("soit un nombre de jours ouvrables, soit une date", "delegate", asked with { Due = new TaskDay() });
        await SaysAsync("soit un nombre de jours ouvrables, soit une date", "delegate", asked with { Due = new TaskDay(house.Today, 3) });
        await SaysAsync("1 à 500 jours ouvrables", "delegate", asked with { Due = new TaskDay(WorkingDays: 0) });
        await Assert.ThrowsAsync<NothingThereException>(() => MakeAsync(house, "stranger", asked with { ActionId = over.Id }));
        await Assert.ThrowsAsync<NothingThereException>(() => MakeAsync(house, "coordinator", asked with { Region = "MA-99" }));
        Assert.Empty(await house.ReadAsync(db => db.Set<PlanTask>().ToListAsync()));
    }

    [DatabaseTheory]
    public async Task It_is_put_into_an_action_given_another_day_and_withdrawn_with_a_reason(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var (action, elsewhere) = (await house.ActionAsync("SIAL 2027"), await house.ActionAsync("Oujda 2027", TaskHouse.Oriental));
        var id = await MakeAsync(house, "delegate", Asked(house, "colleague"));

        await house.RunAsync<ChangeMadeTask>(verb => verb.RunAsync(new TaskSeen(id), new DateOnly(2027, 1, 20), action.Id, house.As("delegate"), default));
        var moved = await house.ReadAsync(db => db.Set<PlanTask>().SingleAsync(t => t.Id == id));
        var told = (await house.LettersAsync("colleague")).Select(l => l.Html).ToList();
        var other = await house.RefusedAsync<ChangeMadeTask>(verb => verb.RunAsync(new TaskSeen(id), null, elsewhere.Id, house.As("coordinator"), default));
        var notTheirs = await house.RefusedAsync<WithdrawTask>(verb => verb.RunAsync(new TaskSeen(id), "Inutile", house.As("officer"), default));
        var unsaid = await house.RefusedAsync<WithdrawTask>(verb => verb.RunAsync(new TaskSeen(id), " ", house.As("delegate"), default));
        await house.RunAsync<WithdrawTask>(verb => verb.RunAsync(new TaskSeen(id), "Le salon a changé de halle.", house.As("delegate"), default));

        Assert.Equal((new DateOnly(2027, 1, 20), (Guid?)action.Id, (Guid?)action.PlanId), (moved.DueOn, moved.ActionId, moved.PlanId));
        Assert.Contains(told, html => html.Contains("à la demande de Karim Idrissi", StringComparison.Ordinal));
        Assert.Contains("d'une autre région", other, StringComparison.Ordinal);
        Assert.Contains("par la personne qui l'a créée ou par le Centre", notTheirs, StringComparison.Ordinal);
        Assert.Contains("pourquoi la tâche est retirée", unsaid, StringComparison.Ordinal);
        Assert.Equal(PlanTaskStatus.Cancelled, (await house.ReadAsync(db => db.Set<PlanTask>().SingleAsync(t => t.Id == id))).Status);
        Assert.Contains("n'est plus ouverte", await house.RefusedAsync<WithdrawTask>(verb => verb.RunAsync(new TaskSeen(id), "Encore", house.As("delegate"), default)), StringComparison.Ordinal);
        Assert.Contains(await house.LettersAsync("colleague"), l => l.Html.Contains("Le salon a changé de halle.", StringComparison.Ordinal));
    }

    [DatabaseTheory]
    public async Task Due_at_once_and_then_put_off_it_is_reminded_of_before_its_new_day(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        Task<List<Reminder>> PlannedAsync(Guid task) => house.ReadAsync(db => db.Set<Reminder>().AsNoTracking().Where(r => r.TaskId == task && r.Status == ReminderStatus.Planned).ToListAsync());
        var id = await MakeAsync(house, "coordinator", Asked(house, "delegate") with { Due = new TaskDay(new DateOnly(2027, 1, 5)) });
        var soon = await PlannedAsync(id);

        await house.RunAsync<ChangeMadeTask>(verb => verb.RunAsync(new TaskSeen(id), new DateOnly(2027, 1, 20), null, house.As("coordinator"), default));

        Assert.DoesNotContain(soon, r => r.Days < 0);
        var before = Assert.Single(await PlannedAsync(id), r => r.Days < 0);
        Assert.Equal(new DateOnly(2027, 1, 18), Zone.DateOf(before.DueAt));
    }

    [DatabaseTheory]
    public async Task A_step_of_a_workflow_cannot_be_changed_as_if_it_were_made_by_hand(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var step = await house.TaskAsync("Stand", 3);

        Assert.Contains("une étape de l'action", await house.RefusedAsync<WithdrawTask>(verb => verb.RunAsync(new TaskSeen(step.Id), "Non", house.As("coordinator"), default)), StringComparison.Ordinal);
    }

    private static MakeTaskRequest Asked(TaskHouse house, string to) => new(TaskHouse.Souss, "Relire le devis du stand", new TaskTo(house.Id(to)), new TaskDay(new DateOnly(2027, 1, 8)));

    private static Task<Guid> MakeAsync(TaskHouse house, string who, MakeTaskRequest request) =>
        house.Database.RunAsync<MakeTask, Guid>(verb => verb.RunAsync(request, house.As(who), default));
}
