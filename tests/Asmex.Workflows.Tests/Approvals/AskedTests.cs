using Asmex.Workflows.Approvals;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Approvals;

/// <summary>Who is asked, reminded and told of a request: every level that is open, those who stand in, and by choice.</summary>
public sealed class AskedTests
{
    [DatabaseTheory]
    public async Task A_reminder_goes_to_every_level_that_is_open_beside_another(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var approval = await AskedAsync(house, "delegate", new ApprovalLevel(Roles.Treasurer), new ApprovalLevel(Roles.Coordinator, Beside: true));

        var to = await house.Database.RunAsync<Recipients, IReadOnlyList<Person>>(recipients => recipients.OfAsync(approval, ReminderTo.Owner, default));

        Assert.Equal(new[] { house.Id("coordinator"), house.Id("treasurer") }.Order(), to.Select(p => p.Id).Order());
    }

    [DatabaseTheory]
    public async Task A_deputy_is_asked_for_the_absent_but_never_about_ones_own_request(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        await AwayAsync(house, "treasurer", "coordinator");
        var (foreign, own) = (await AskedAsync(house, "delegate", new ApprovalLevel(Roles.Treasurer)), await AskedAsync(house, "coordinator", new ApprovalLevel(Roles.Treasurer)));

        foreach (var approval in new[] { foreign, own })
        {
            await TellAsync(house, notices => notices.ApprovalRequestedAsync(approval, default));
        }

        var asked = await house.ReadAsync(db => db.Set<Notification>().Where(n => n.Kind == NotificationKind.ApprovalRequested && n.PersonId == house.Id("coordinator")).ToListAsync());
        Assert.Equal($"/approvals/{foreign.Id}", Assert.Single(asked).Path);
        Assert.Contains("Pour Leila Fassi", asked[0].Why.Fr, StringComparison.Ordinal);
        Assert.Contains("pour Leila Fassi", Assert.Single(await house.LettersAsync("coordinator")).Html, StringComparison.Ordinal);
        Assert.Equal(2, (await house.LettersAsync("treasurer")).Count);
    }

    [DatabaseTheory]
    public async Task A_question_is_news_that_may_be_wanted_in_the_list_only(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var approval = await AskedAsync(house, "delegate", new ApprovalLevel(Roles.Treasurer));
        await house.ReadAsync(async db =>
        {
            db.Add(new ChannelChoice(house.Id("treasurer"), NotificationKind.Question, Channel.ListOnly));
            return await db.SaveChangesAsync();
        });

        await house.RunAsync<AskQuestion>(verb => verb.RunAsync(approval.Id, "Quel devis ?", house.As("treasurer"), default));
        var question = await house.ReadAsync(db => db.Set<ApprovalQuestion>().SingleAsync());
        await house.RunAsync<AnswerQuestion>(verb => verb.RunAsync(question.Id, "Le deuxième.", house.As("delegate"), default));

        Assert.Contains("Quel devis ?", Assert.Single(await house.LettersAsync("delegate")).Html, StringComparison.Ordinal);
        Assert.Empty(await house.LettersAsync("treasurer"));
        Assert.Equal(2, await house.ReadAsync(db => db.Set<Notification>().CountAsync(n => n.Kind == NotificationKind.Question)));
    }

    [DatabaseTheory]
    public async Task The_day_it_goes_higher_is_counted_again_when_the_calendar_changes(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var approval = await AskedAsync(house, "delegate", new ApprovalLevel(Roles.Treasurer));
        var administrator = new Actor(Guid.CreateVersion7(), "Amina Lahlou", "fr", [new Holding(Roles.Administrator, null)]);
        var day = house.Today.AddDays(1);

        await house.RunAsync<GiveDaysOff>(verb => verb.RunAsync(new DaysOffRequest(day, day, null, new Wording("Jour de deuil", "يوم حداد", "Day of mourning"), "Décret"), administrator, default));

        Assert.Equal(approval.EscalateOn!.Value.AddDays(1), await house.ReadAsync(db => db.Set<Approval>().Select(a => a.EscalateOn).SingleAsync()));
    }

    private static async Task<Approval> AskedAsync(TaskHouse house, string requester, params IReadOnlyList<ApprovalLevel> levels)
    {
        var (due, higher) = (new DateRule(house.Today, 3, TaskHouse.Souss), new DateRule(house.Today, 2, TaskHouse.Souss));
        var approval = new Approval(null, null, "stand", TaskHouse.Souss, ApprovalKind.Content, new Wording("Stand", "جناح", "Stand"), levels, house.Database.Clock.GetUtcNow())
        {
            RequesterId = house.Id(requester),
            RequesterName = house.Person(requester).Name,
            Due = due,
            DueOn = WorkingCalendar.Initial.DueOn(due),
            Escalation = higher,
            EscalateOn = WorkingCalendar.Initial.DueOn(higher),
            EscalateTo = Roles.Direction,
        };
        await house.ReadAsync(async db =>
        {
            db.Add(approval);
            return await db.SaveChangesAsync();
        });
        return approval;
    }

    private static Task AwayAsync(TaskHouse house, string who, string deputy) =>
        house.RunAsync<RecordAbsence>(verb => verb.RunAsync(new NewAbsence(house.Id(who), house.Id(deputy), house.Today, house.Today.AddDays(3)), house.As(who), default));

    private static async Task TellAsync(TaskHouse house, Func<Notices, Task> tell)
    {
        await using var scope = house.Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        await tell(scope.Get<Notices>());
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }
}
