using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.MailActs;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Letters;

/// <summary>News for the people who work here: what happened, why they get it, one link. Written in the transaction of the cause.</summary>
public sealed class Notices(WorkflowsDbContext db, Notify notify, LetterWriter writer, PeopleDirectory people, ActionTypes types, MailActLinks acts, Calendar calendar, TimeProvider clock)
{
    /// <param name="cause">What brought it to them; absent: its opening.</param>
    public async Task TaskOpenedAsync(PlanTask task, IReadOnlyList<Person> to, CancellationToken cancellation, string? cause = null)
    {
        var model = await ModelAsync(task, owner: null, task.Path(), cancellation);
        await notify.TellAsync(to, new News(NotificationKind.TaskOpened, Say("Notices.TaskOpened", task.Title), Say("Notices.TaskOpenedWhy", task.DueOn), task.Path(),
            cause ?? $"task-opened:{task.ExecutionId ?? task.Id.ToString("N")}", About(task))
        { Letter = LetterKeys.TaskOpened, Model = model }, cancellation);
    }

    /// <summary>Somebody's act brings a task to these people: given to work on, given back, spoken of.</summary>
    /// <param name="why">Who did what, as a whole sentence.</param>
    /// <param name="cause">The act, once.</param>
    public async Task TaskHandedAsync(PlanTask task, IReadOnlyList<Person> to, Wording why, string cause, CancellationToken cancellation)
    {
        var model = await ModelAsync(task, owner: null, task.Path(), cancellation) with { Why = why };
        var kind = cause.StartsWith("task-mention", StringComparison.Ordinal) ? NotificationKind.Mention : NotificationKind.TaskOpened;
        await notify.TellAsync(to, new News(kind, task.Title, why, task.Path(), cause, About(task)) { Letter = LetterKeys.TaskOpened, Model = model }, cancellation);
    }

    /// <summary>A reminder of a task: to its owner, or to those above.</summary>
    public async Task ReminderAsync(PlanTask task, Reminder reminder, IReadOnlyList<Person> to, CancellationToken cancellation)
    {
        var isAbove = reminder.To != ReminderTo.Owner;
        var owner = isAbove && task.AssigneeId is { } id ? (await people.ByIdAsync([id], cancellation)).FirstOrDefault()?.Name : null;
        var today = Zone.Today(clock);
        var what = Say(task.DueOn < today ? "Notices.TaskLate" : task.DueOn == today ? "Notices.TaskToday" : "Notices.TaskSoon", task.Title);
        var model = await ModelAsync(task, owner, task.Path(), cancellation) with { Why = ReminderWords.Why(reminder, task.DueOn), IsToday = task.DueOn == today };
        await notify.TellAsync(to, new News(isAbove ? NotificationKind.TaskLate : NotificationKind.TaskReminder, what, model.Why!, task.Path(), CauseOf(reminder), About(task))
        {
            Letter = isAbove ? LetterKeys.TaskLateManager : LetterKeys.TaskReminder,
            Model = model,
        }, cancellation);
    }

    /// <summary>A reminder of a request: to those who may decide, or to those above.</summary>
    public async Task ReminderAsync(Approval approval, Reminder reminder, IReadOnlyList<Person> to, CancellationToken cancellation)
    {
        var model = await ModelAsync(approval, decision: null, cancellation) with { Why = ReminderWords.Why(reminder, approval.DueOn) };
        await notify.TellAsync(to, new News(reminder.To == ReminderTo.Owner ? NotificationKind.TaskReminder : NotificationKind.TaskLate,
            Say("Notices.ApprovalAwaited", approval.Subject), model.Why!, $"/approvals/{approval.Id}", CauseOf(reminder), About(approval))
        {
            Letter = LetterKeys.ApprovalReminder,
            NotFor = approval.IsOutOfPlace,
            Model = model,
        }, cancellation);
    }

    public async Task GuestInvitedAsync(PlanTask task, GuestLink link, string token, Actor by, CancellationToken cancellation)
    {
        var model = await ModelAsync(task, by.Name, "/g/" + token, cancellation);
        await writer.WriteAsync(LetterKeys.GuestTask, new Recipient(link.Email, link.Name, link.Language), model, $"guest-task:{link.Id:N}", About(task), cancellation);
    }

    /// <summary>To everyone who may decide at a level that is open now, and has not been asked before.</summary>
    public async Task ApprovalRequestedAsync(Approval approval, CancellationToken cancellation)
    {
        foreach (var level in approval.OpenLevels)
        {
            await ToDecidersAsync(approval, approval.Levels[level].Roles, $"{level}", cancellation);
        }
    }

    /// <summary>To the role above, and once more to those who were asked.</summary>
    public Task ApprovalEscalatedAsync(Approval approval, CancellationToken cancellation) => ToDecidersAsync(approval, approval.RolesAsked, "escalated", cancellation);

    /// <summary>To the one who asked for approval: a decider wants to know something.</summary>
    public async Task QuestionAskedAsync(Approval approval, ApprovalQuestion question, CancellationToken cancellation)
    {
        if (await AskersAsync(approval, cancellation) is { Count: > 0 } askers)
        {
            var model = await ModelAsync(approval, decision: null, cancellation) with { DecidedBy = question.AskedBy, Reason = question.Text };
            await notify.TellAsync(askers, new News(NotificationKind.Question, Say("Notices.QuestionAsked", approval.Subject), Say("Notices.QuestionAskedWhy", question.AskedBy, question.Text),
                $"/approvals/{approval.Id}", $"approval-question:{question.Id:N}", About(approval))
            { Letter = LetterKeys.ApprovalQuestion, Model = model }, cancellation);
        }
    }

    /// <summary>To the decider who asked.</summary>
    public async Task QuestionAnsweredAsync(Approval approval, ApprovalQuestion question, CancellationToken cancellation)
    {
        if ((await people.ByIdAsync([question.AskedById], cancellation)).FirstOrDefault() is { } asker)
        {
            var model = await ModelAsync(approval, decision: null, cancellation) with { DecidedBy = question.AnsweredBy, Reason = question.Answer };
            await notify.TellAsync([asker], new News(NotificationKind.Question, Say("Notices.QuestionAnswered", approval.Subject), Say("Notices.QuestionAnsweredWhy", question.AnsweredBy, question.Answer),
                $"/approvals/{approval.Id}", $"approval-answer:{question.Id:N}", About(approval))
            { Letter = LetterKeys.ApprovalAnswer, Model = model, NotFor = approval.IsOutOfPlace }, cancellation);
        }
    }

    private async Task ToDecidersAsync(Approval approval, IReadOnlyList<string> roles, string occasion, CancellationToken cancellation)
    {
        var holders = new List<Person>();
        foreach (var role in roles)
        {
            holders.AddRange(await people.HoldersAsync(role, approval.Region, cancellation));
        }

        await notify.TellAsync([.. holders.DistinctBy(p => p.Id).Where(p => !approval.IsOutOfPlace(p.Id))], new News(NotificationKind.ApprovalRequested, Say("Notices.ApprovalRequested", approval.Subject),
            Say("Notices.ApprovalRequestedWhy", approval.RequesterName, approval.DueOn), $"/approvals/{approval.Id}", $"approval-requested:{approval.Id:N}:{occasion}", About(approval))
        {
            Letter = LetterKeys.ApprovalRequested,
            NotFor = approval.IsOutOfPlace,
            ModelFor = person => RequestedAsync(approval, person, cancellation),
        }, cancellation);
    }

    /// <summary>To the one who asked.</summary>
    public async Task ApprovalDecidedAsync(Approval approval, CancellationToken cancellation)
    {
        var decision = approval.Status switch
        {
            ApprovalStatus.Approved => LetterDecision.Approved,
            ApprovalStatus.SentBack => LetterDecision.SentBack,
            ApprovalStatus.Expired => LetterDecision.Expired,
            _ => LetterDecision.Refused,
        };
        if (await AskersAsync(approval, cancellation) is { Count: > 0 } askers)
        {
            await notify.TellAsync(askers, new News(NotificationKind.ApprovalDecided, Say("Notices.Decided." + decision, approval.Subject),
                decision == LetterDecision.Expired ? Say("Notices.ExpiredWhy", approval.DueOn) : Say("Notices.DecidedWhy", approval.LastDecision?.PersonName ?? "ASMEX"), $"/approvals/{approval.Id}", $"approval-decided:{approval.Id:N}", About(approval))
            {
                Letter = LetterKeys.ApprovalDecided,
                // Who agreed at an earlier level did not let it expire.
                Model = await ModelAsync(approval, decision, cancellation) is var model && decision == LetterDecision.Expired ? model with { DecidedBy = null, Reason = null } : model,
            }, cancellation);
        }
    }

    public async Task PlanSubmittedAsync(Plan plan, Actor by, CancellationToken cancellation) =>
        await ToAsync(await people.HoldersAsync(Roles.Coordinator, plan.Region, cancellation), LetterKeys.PlanSubmitted, plan, by.Name, null, cancellation);

    public async Task PlanDecidedAsync(Plan plan, Verdict verdict, string? remarks, Actor by, CancellationToken cancellation)
    {
        var delegates = await people.HoldersAsync(Roles.Delegate, plan.Region, cancellation);
        if (verdict == Verdict.Reject)
        {
            await notify.TellAsync(delegates, new News(NotificationKind.PlanNews, Say("Notices.PlanRefused", NameOf(plan.Region), plan.Year), Say("Notices.PlanRefusedWhy", by.Name, remarks),
                $"/plans/{plan.Id}", $"plan-refused:{plan.Id:N}", new LetterAbout(plan.Id)), cancellation);
            return;
        }

        await ToAsync(delegates, verdict == Verdict.Approve ? LetterKeys.PlanValidated : LetterKeys.PlanSentBack, plan, by.Name, remarks, cancellation);
    }

    public async Task PlanClosedAsync(Plan plan, CancellationToken cancellation)
    {
        var delegates = await people.HoldersAsync(Roles.Delegate, plan.Region, cancellation);
        var centre = await people.HoldersAsync(Roles.Coordinator, plan.Region, cancellation);
        await ToAsync([.. delegates.Concat(centre).DistinctBy(p => p.Id)], LetterKeys.PlanClosed, plan, "ASMEX", null, cancellation);
    }

    public async Task ActionClosedAsync(PlanAction action, CancellationToken cancellation)
    {
        var envelope = await db.Set<Envelope>().AsNoTracking().SingleOrDefaultAsync(e => e.ActionId == action.Id, cancellation);
        var firms = await InvitationCount.OfActionAsync(db, action.Id, cancellation);
        var name = await types.NameAsync(action, cancellation);
        var model = new ActionLetter(name, NameOf(action.Region)!, envelope?.Spent ?? 0, envelope?.Allotted, firms.Invited, firms.Answered, new Link($"/actions/{action.Id}"));
        await notify.TellAsync(await people.HoldersAsync(Roles.Delegate, action.Region, cancellation), new News(NotificationKind.ActionClosed,
            Say("Notices.ActionClosed", name), Say("Notices.ActionClosedWhy"), $"/actions/{action.Id}", $"action-closed:{action.Id:N}", new LetterAbout(action.PlanId, action.Id))
        {
            Letter = LetterKeys.ActionClosed,
            Model = model,
        }, cancellation);
    }

    private async Task ToAsync(IReadOnlyList<Person> to, string key, Plan plan, string by, string? reason, CancellationToken cancellation)
    {
        var model = new PlanLetter(NameOf(plan.Region)!, plan.Year, by, plan.Actions.Count, plan.Budget > 0 ? plan.Budget : null, reason, new Link($"/plans/{plan.Id}"));
        await notify.TellAsync(to, new News(NotificationKind.PlanNews, Say("Notices." + key, model.Region, plan.Year), Say("Notices.PlanWhy", by), $"/plans/{plan.Id}",
            $"{key}:{plan.Id:N}:{plan.Version}", new LetterAbout(plan.Id))
        { Letter = key, Model = model }, cancellation);
    }

    private async Task<TaskLetter> ModelAsync(PlanTask task, string? owner, string path, CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        var late = task.DueOn < today ? (await calendar.CurrentAsync(cancellation)).CountWorkingDays(task.DueOn, today, task.Region) : 0;
        return new TaskLetter(task.Title, await ActionNameAsync(task.ActionId, cancellation), NameOf(task.Region), task.DueOn, late, owner, null, new Link(path));
    }

    private async Task<ApprovalLetter> ModelAsync(Approval approval, LetterDecision? decision, CancellationToken cancellation)
    {
        var envelope = approval.EnvelopeId is { } id ? await db.Set<Envelope>().AsNoTracking().Where(e => e.Id == id).Select(e => e.Code).SingleAsync(cancellation) : null;
        return new ApprovalLetter(approval.Subject, await ActionNameAsync(approval.ActionId, cancellation), NameOf(approval.Region), approval.Granted ?? approval.Amount,
            envelope is null ? null : new Wording(envelope), approval.RequesterName, approval.DueOn, decision,
            approval.LastDecision?.PersonName, approval.Reason, new Link($"/approvals/{approval.Id}"));
    }

    // The links that decide are each person's own.
    private async Task<LetterModel> RequestedAsync(Approval approval, Person person, CancellationToken cancellation)
    {
        var links = await acts.IssueAsync(approval, person, cancellation);
        return await ModelAsync(approval, decision: null, cancellation) with
        {
            ApproveLink = links.GetValueOrDefault(Verdict.Approve),
            SendBackLink = links.GetValueOrDefault(Verdict.SendBack),
            RejectLink = links.GetValueOrDefault(Verdict.Reject),
        };
    }

    private async Task<Wording?> ActionNameAsync(Guid? actionId, CancellationToken cancellation) =>
        actionId is { } id && await db.Set<PlanAction>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellation) is { } action
            ? await types.NameAsync(action, cancellation)
            : null;

    // What a guest handed in was asked for by the delegates of the region, who are accountable for it.
    private async Task<IReadOnlyList<Person>> AskersAsync(Approval approval, CancellationToken cancellation) => approval.RequesterId is { } id
        ? await people.ByIdAsync([id], cancellation) : await people.HoldersAsync(Roles.Delegate, approval.Region, cancellation);

    // One that was said before a due date was moved is said again about the new one.
    private static string CauseOf(Reminder reminder) => $"reminder:{reminder.Id:N}:{Zone.DateOf(reminder.DueAt).DayNumber}";

    private static Wording Say(string key, params object?[] values) => TextCatalog.Shared.SayInAll(key, values);

    private static Wording? NameOf(string region) => RegionCatalog.Find(region)?.Name;

    private static LetterAbout About(PlanTask task) => new(task.PlanId, task.ActionId, task.Id);

    private static LetterAbout About(Approval approval) => new(approval.PlanId, approval.ActionId, approval.TaskId);
}
