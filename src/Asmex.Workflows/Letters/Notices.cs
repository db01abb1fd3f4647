using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Letters;

/// <summary>Letters to the people who work here: what happened, why they get it, one link. Written in the transaction of the cause.</summary>
public sealed class Notices(WorkflowsDbContext db, LetterWriter writer, PeopleDirectory people, ActionTypes types, Calendar calendar, TimeProvider clock)
{
    public async Task TaskOpenedAsync(PlanTask task, IReadOnlyList<Person> to, CancellationToken cancellation)
    {
        var model = await ModelAsync(task, owner: null, TaskPath(task), cancellation);
        foreach (var person in to)
        {
            await writer.WriteAsync(LetterKeys.TaskOpened, Recipient.Of(person), model, $"task-opened:{task.ExecutionId}:{person.Id:N}", About(task), cancellation);
        }
    }

    /// <summary>Somebody's act brings a task to these people: given to work on, given back, spoken of.</summary>
    /// <param name="why">Who did what, as a whole sentence.</param>
    /// <param name="cause">The act, once.</param>
    public async Task TaskHandedAsync(PlanTask task, IReadOnlyList<Person> to, Wording why, string cause, CancellationToken cancellation)
    {
        var model = (await ModelAsync(task, owner: null, TaskPath(task), cancellation)) with { Why = why };
        foreach (var person in to)
        {
            await writer.WriteAsync(LetterKeys.TaskOpened, Recipient.Of(person), model, $"{cause}:{person.Id:N}", About(task), cancellation);
        }
    }

    public async Task TaskReminderAsync(PlanTask task, TaskReminder reminder, IReadOnlyList<Person> to, CancellationToken cancellation)
    {
        var toManager = reminder.Kind == ReminderKind.LateManager;
        var owner = toManager && task.AssigneeId is { } id ? (await people.ByIdAsync([id], cancellation)).FirstOrDefault()?.Name : null;
        var model = await ModelAsync(task, owner, TaskPath(task), cancellation);
        foreach (var person in to)
        {
            await writer.WriteAsync(toManager ? LetterKeys.TaskLateManager : LetterKeys.TaskReminder, Recipient.Of(person), model,
                $"task-reminder:{reminder.Id:N}:{person.Id:N}", About(task), cancellation);
        }
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
            await ToDecidersAsync(approval, approval.Levels[level].Role, $"{level}", cancellation);
        }
    }

    /// <summary>To the role above, and once more to those who were asked.</summary>
    public async Task ApprovalEscalatedAsync(Approval approval, CancellationToken cancellation)
    {
        foreach (var role in approval.OpenLevels.Select(l => approval.Levels[l].Role).Append(approval.EscalateTo!).Distinct())
        {
            await ToDecidersAsync(approval, role, "escalated", cancellation);
        }
    }

    /// <summary>To the one who asked for approval: a decider wants to know something.</summary>
    public async Task QuestionAskedAsync(Approval approval, ApprovalQuestion question, CancellationToken cancellation)
    {
        if (approval.RequesterId is { } id && (await people.ByIdAsync([id], cancellation)).FirstOrDefault() is { } requester)
        {
            var model = await ModelAsync(approval, decision: null, cancellation) with { DecidedBy = question.AskedBy, Reason = question.Text };
            await writer.WriteAsync(LetterKeys.ApprovalQuestion, Recipient.Of(requester), model, $"approval-question:{question.Id:N}", About(approval), cancellation);
        }
    }

    /// <summary>To the decider who asked.</summary>
    public async Task QuestionAnsweredAsync(Approval approval, ApprovalQuestion question, CancellationToken cancellation)
    {
        if ((await people.ByIdAsync([question.AskedById], cancellation)).FirstOrDefault() is { } asker)
        {
            var model = await ModelAsync(approval, decision: null, cancellation) with { DecidedBy = question.AnsweredBy, Reason = question.Answer };
            await writer.WriteAsync(LetterKeys.ApprovalAnswer, Recipient.Of(asker), model, $"approval-answer:{question.Id:N}", About(approval), cancellation);
        }
    }

    private async Task ToDecidersAsync(Approval approval, string role, string occasion, CancellationToken cancellation)
    {
        var model = await ModelAsync(approval, decision: null, cancellation);
        foreach (var person in (await people.HoldersAsync(role, approval.Region, cancellation)).Where(p => p.Id != approval.RequesterId))
        {
            await writer.WriteAsync(LetterKeys.ApprovalRequested, Recipient.Of(person), model,
                $"approval-requested:{approval.Id:N}:{occasion}:{person.Id:N}", About(approval), cancellation);
        }
    }

    /// <summary>To the one who asked.</summary>
    public async Task ApprovalDecidedAsync(Approval approval, CancellationToken cancellation)
    {
        var decision = approval.Status switch
        {
            ApprovalStatus.Approved => LetterDecision.Approved,
            ApprovalStatus.SentBack => LetterDecision.SentBack,
            _ => LetterDecision.Refused,
        };
        if (approval.RequesterId is { } id && (await people.ByIdAsync([id], cancellation)).FirstOrDefault() is { } requester)
        {
            await writer.WriteAsync(LetterKeys.ApprovalDecided, Recipient.Of(requester), await ModelAsync(approval, decision, cancellation),
                $"approval-decided:{approval.Id:N}", About(approval), cancellation);
        }
    }

    public async Task PlanSubmittedAsync(Plan plan, Actor by, CancellationToken cancellation) =>
        await ToAsync(await people.HoldersAsync(Roles.Coordinator, plan.Region, cancellation), LetterKeys.PlanSubmitted, plan, by.Name, null, cancellation);

    public async Task PlanDecidedAsync(Plan plan, Verdict verdict, string? remarks, Actor by, CancellationToken cancellation)
    {
        var key = verdict == Verdict.Approve ? LetterKeys.PlanValidated : LetterKeys.PlanSentBack;
        await ToAsync(await people.HoldersAsync(Roles.Delegate, plan.Region, cancellation), key, plan, by.Name, remarks, cancellation);
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
        var model = new ActionLetter(await types.NameAsync(action, cancellation), NameOf(action.Region)!, envelope?.Spent ?? 0, envelope?.Allotted,
            firms.Invited, firms.Answered, new Link($"/actions/{action.Id}"));
        foreach (var person in await people.HoldersAsync(Roles.Delegate, action.Region, cancellation))
        {
            await writer.WriteAsync(LetterKeys.ActionClosed, Recipient.Of(person), model, $"action-closed:{action.Id:N}:{person.Id:N}",
                new LetterAbout(action.PlanId, action.Id), cancellation);
        }
    }

    private async Task ToAsync(IReadOnlyList<Person> to, string key, Plan plan, string by, string? reason, CancellationToken cancellation)
    {
        var model = new PlanLetter(NameOf(plan.Region)!, plan.Year, by, plan.Actions.Count, plan.Budget > 0 ? plan.Budget : null, reason, new Link($"/plans/{plan.Id}"));
        foreach (var person in to)
        {
            await writer.WriteAsync(key, Recipient.Of(person), model, $"{key}:{plan.Id:N}:{plan.Version}:{person.Id:N}", new LetterAbout(plan.Id), cancellation);
        }
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

    private async Task<Wording?> ActionNameAsync(Guid? actionId, CancellationToken cancellation) =>
        actionId is { } id && await db.Set<PlanAction>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellation) is { } action
            ? await types.NameAsync(action, cancellation)
            : null;

    private static Wording? NameOf(string region) => RegionCatalog.Find(region)?.Name;

    private static string TaskPath(PlanTask task) => task.Kind switch
    {
        TaskKind.PreparePlan => $"/plans/{task.PlanId}/prepare",
        TaskKind.ValidatePlan => $"/plans/{task.PlanId}/validate",
        _ => $"/tasks/{task.Id}",
    };

    private static LetterAbout About(PlanTask task) => new(task.PlanId, task.ActionId, task.Id);

    private static LetterAbout About(Approval approval) => new(approval.PlanId, approval.ActionId, approval.TaskId);
}
