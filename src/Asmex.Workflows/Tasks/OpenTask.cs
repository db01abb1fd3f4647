using Asmex.Workflows.Activities;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Files;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Opens a task: to whom, due when and why, with the answer it had before and the remarks it came back with; plans its reminders.</summary>
public sealed class OpenTask(WorkflowsDbContext db, Calendar calendar, PeopleDirectory people, ReminderPolicies policies, TaskWords words, Notices notices) : IEffectHandler<OpenTaskEffect>
{
    private static readonly Wording _opening = new("Ouverture de l'étape", "انطلاق المرحلة", "The step opened");

    public async Task ApplyAsync(OpenTaskEffect effect, EffectContext context, CancellationToken cancellation)
    {
        var working = await calendar.HoldAsync(cancellation);
        var rule = await RuleAsync(effect, context, cancellation);
        var before = await LastAnswerAsync(effect, context, cancellation);
        var sentBack = await SentBackAsync(context, cancellation);
        var task = new PlanTask(effect.ExecutionId, context.InstanceId, effect.ActivityId, context.Region!, effect.Kind, effect.Role, effect.Title, context.Now)
        {
            PlanId = context.PlanId,
            ActionId = context.ActionId,
            Instructions = effect.Instructions,
            Form = effect.Form,
            Outcomes = effect.Outcomes,
            Evidence = effect.Evidence,
            DueOn = working.DueOn(rule),
            Due = rule,
            CalendarVersion = working.Version,
            Remarks = sentBack?.Reason,
            RemarksBy = sentBack?.LastDecision?.PersonName,
            SearchWords = await words.OfAsync(effect.Title, context.Region!, context.PlanId, context.ActionId, cancellation),
        };
        task.Prefill(before?.Values);
        var holders = await people.HoldersAsync(task.AccountableRole, task.Region, cancellation);
        if (holders.Count > 0 && (holders.Count == 1 || task.AccountableRole == Roles.Delegate))
        {
            task.Assign(holders[0].Id);
        }

        db.Add(task);
        db.AddRange(effect.Checklist.Select((item, i) => new TaskCheck(task.Id, i + 1, item.Label, item.Required)));
        await CarryFilesAsync(before, task, cancellation);
        db.PlanReminders(task, effect.Reminders ?? policies.Of(task.Kind), working);
        await notices.TaskOpenedAsync(task, task.AssigneeId is null ? holders : [holders[0]], cancellation);
    }

    private async Task<DateRule> RuleAsync(OpenTaskEffect effect, EffectContext context, CancellationToken cancellation)
    {
        if (effect.DaysBefore is { } before && context.ActionId is not null
            && await db.Set<PlanAction>().Where(a => a.Id == context.ActionId).Select(a => a.FixedDate).SingleAsync(cancellation) is { } fixedDate)
        {
            return new DateRule(fixedDate, -before, context.Region, BackwardPlan.FixedDate);
        }

        return new DateRule(Zone.DateOf(context.Now), Math.Max(effect.WorkingDays, 1), context.Region, _opening);
    }

    private Task<PlanTask?> LastAnswerAsync(OpenTaskEffect effect, EffectContext context, CancellationToken cancellation) =>
        db.Set<PlanTask>().AsNoTracking().Where(t => t.InstanceId == context.InstanceId && t.ActivityId == effect.ActivityId && t.Status == PlanTaskStatus.Done)
            .OrderByDescending(t => t.CompletedAt).ThenByDescending(t => t.Id).FirstOrDefaultAsync(cancellation);

    private async Task CarryFilesAsync(PlanTask? before, PlanTask task, CancellationToken cancellation)
    {
        if (before is not null)
        {
            var files = await db.Set<StoredFile>().AsNoTracking().Where(f => f.TaskId == before.Id).ToListAsync(cancellation);
            db.AddRange(files.Select(f => f.CarriedTo(task.Id)));
        }
    }

    // The decision that leads here is what the burst was answered with.
    private Task<Approval?> SentBackAsync(EffectContext context, CancellationToken cancellation) =>
        db.Set<Approval>().AsNoTracking()
            .Where(a => a.ExecutionId == context.Answered && context.Answered != null && (a.Status == ApprovalStatus.SentBack || a.Status == ApprovalStatus.Rejected))
            .FirstOrDefaultAsync(cancellation);
}
