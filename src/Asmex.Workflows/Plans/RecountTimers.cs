using System.Text.Json.Nodes;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Plans;

/// <summary>Lets what a plan starts by the clock (an action, the review of mid-year) start on the first working day from the day that was meant.</summary>
public sealed class RecountTimers(WorkflowsDbContext db, Calendar calendar, PeopleDirectory people) : ICountsDates, IEffectHandler<WaitsAgain>
{
    public async Task<IReadOnlyList<MovedDate>> RecountAsync(CalendarShift shift, CancellationToken cancellation)
    {
        var waiting = await WaitingAsync(i => shift.Region == null || i.Region == shift.Region, cancellation);
        var moved = new List<MovedDate>();
        foreach (var timer in waiting)
        {
            if (await MoveAsync(timer, shift.Calendar, cancellation) is { } day)
            {
                var owners = await people.HoldersAsync(Roles.Delegate, timer.Region, cancellation);
                moved.Add(new MovedDate(TextCatalog.Shared.SayInAll("Plans.Timer." + timer.ActivityId), Zone.DateOf(timer.DueAt), day,
                    new Subject(timer.Region, timer.PlanId, InstanceId: timer.InstanceId), $"/plans/{timer.PlanId}", [.. owners.Select(p => p.Id)]));
            }
        }

        return moved;
    }

    /// <summary>The same for the timers that a plan has just set.</summary>
    public async Task AlignAsync(string instanceId, CancellationToken cancellation)
    {
        var working = await calendar.HoldAsync(cancellation);
        foreach (var timer in await WaitingAsync(i => i.Id == instanceId, cancellation))
        {
            await MoveAsync(timer, working, cancellation);
        }
    }

    /// <summary>Of a plan's timers the state knows the days that were meant.</summary>
    public Task ApplyAsync(WaitsAgain effect, EffectContext context, CancellationToken cancellation) =>
        context is { PlanId: not null, ActionId: null } ? AlignAsync(context.InstanceId, cancellation) : Task.CompletedTask;

    private async Task<DateOnly?> MoveAsync(PlanTimer timer, WorkingCalendar working, CancellationToken cancellation)
    {
        var day = working.DueOn(new DateRule(Zone.DateOf(timer.MeantAt), 0, timer.Region));
        var due = Zone.At(day, Zone.TimeOf(timer.MeantAt));
        if (due == timer.DueAt)
        {
            return null;
        }

        await db.Set<WaitingBookmark>().Where(b => b.Id == timer.Id).ExecuteUpdateAsync(set => set.SetProperty(b => b.DueAt, due), cancellation);
        return day;
    }

    private async Task<List<PlanTimer>> WaitingAsync(System.Linq.Expressions.Expression<Func<WorkflowInstance, bool>> of, CancellationToken cancellation)
    {
        var waiting = await db.Set<WaitingBookmark>().Where(b => b.DueAt != null && b.Name == "Elsa.StartAt" && b.Payload != null)
            .Join(db.Set<WorkflowInstance>().Where(i => i.PlanId != null && i.ActionId == null).Where(of), b => b.InstanceId, i => i.Id,
                (b, i) => new { b.Id, b.ActivityId, b.Payload, b.DueAt, b.InstanceId, i.PlanId, i.Region }).ToListAsync(cancellation);

        // The day that was meant stays with the bookmark, so that a date may move back as well.
        return [.. waiting.Where(b => TextCatalog.Shared.Sentences.ContainsKey("Plans.Timer." + b.ActivityId))
            .Select(b => new PlanTimer(b.Id, b.InstanceId, b.ActivityId, JsonNode.Parse(b.Payload!)!["executeAt"]!.GetValue<DateTimeOffset>(), b.DueAt!.Value, b.PlanId!.Value, b.Region!))];
    }

    private sealed record PlanTimer(string Id, string InstanceId, string ActivityId, DateTimeOffset MeantAt, DateTimeOffset DueAt, Guid PlanId, string Region);
}
