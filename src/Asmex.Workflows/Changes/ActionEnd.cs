using Asmex.Workflows.Activities;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Changes;

/// <summary>Ends an action before its time, inside the transaction of <see cref="ChangePlan"/>: its work is withdrawn, its firms are told, its money is the plan's again.</summary>
public sealed class ActionEnd(
    WorkflowsDbContext db, Bursts bursts, IEffectHandler<CloseActionEffect> close, RoundChanges rounds, ActionTypes types, Recipients recipients, PeopleDirectory people, Notify notify, TimeProvider clock)
{
    /// <param name="start">The bookmark at which the plan waits for the day of an action that has not started.</param>
    public async Task RunAsync(PlanAction action, string? start, string reason, Actor actor, CancellationToken cancellation)
    {
        if (action.Status is PlanStatus.Closed or PlanStatus.Abandoned)
        {
            throw new RuleBrokenException("Changes.Over", action.Edition);
        }

        await TellAsync(action, reason, actor, cancellation);
        if (action.InstanceId is { } instance)
        {
            await bursts.CancelAsync(instance, actor, cancellation);
        }
        else
        {
            await close.ApplyAsync(new CloseActionEffect("", PlanStatus.Abandoned, null), new EffectContext("", action.PlanId, action.Id, action.Region, clock.GetUtcNow(), actor), cancellation);
        }

        if (start is not null)
        {
            // The plan goes past it now, not on the day that was meant.
            await bursts.ResumeAsync(start, new Answer(), actor, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await rounds.CancelAsync(action, cancellation);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.ActionCancelled", new Subject(action.Region, action.PlanId, action.Id, InstanceId: action.InstanceId), action.Edition, reason));
    }

    // The cause is that of the news that it is over, which without a reason would come after this.
    private async Task TellAsync(PlanAction action, string reason, Actor actor, CancellationToken cancellation)
    {
        var told = new List<Person>(await people.HoldersAsync(Roles.Delegate, action.Region, cancellation));
        foreach (var task in await db.Set<PlanTask>().AsNoTracking().Where(t => t.ActionId == action.Id && t.Status == PlanTaskStatus.Open).ToListAsync(cancellation))
        {
            told.AddRange(await recipients.OfAsync(task, ReminderTo.Owner, cancellation));
        }

        foreach (var request in await db.Set<Approval>().AsNoTracking().Where(a => a.ActionId == action.Id && a.Status == ApprovalStatus.Pending).ToListAsync(cancellation))
        {
            told.AddRange(await recipients.OfAsync(request, ReminderTo.Owner, cancellation));
            told.AddRange(await people.ByIdAsync([.. new[] { request.RequesterId }.OfType<Guid>()], cancellation));
        }

        var name = await types.NameAsync(action, cancellation);
        await notify.TellAsync([.. told.DistinctBy(p => p.Id)], new News(NotificationKind.ActionClosed, TextCatalog.Shared.SayInAll("Changes.ActionCancelled", name),
            TextCatalog.Shared.SayInAll("Changes.StepCancelledWhy", actor.Name, reason), $"/actions/{action.Id}", $"action-closed:{action.Id:N}", new LetterAbout(action.PlanId, action.Id)), cancellation);
    }
}
