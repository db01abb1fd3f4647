using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Meetings;

/// <summary>Records a decision of a meeting and, where somebody shall act on it, makes the task in the same transaction.</summary>
public sealed class DecideInMeeting(WorkflowsDbContext db, HandMadeTasks tasks, TimeProvider clock)
{
    /// <param name="asked">What somebody shall do; nothing when the decision stands by itself.</param>
    /// <exception cref="RuleBrokenException">The meeting is still to come or cancelled, or the task cannot be; nothing was written.</exception>
    public async Task RunAsync(Guid meetingId, string? text, MakeTaskRequest? asked, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var meeting = await db.MeetingToRunAsync(meetingId, actor, cancellation);
        meeting.MustHaveBegun(Zone.Today(clock));
        var task = asked is null ? null : await tasks.AddAsync(asked, actor, cancellation);
        await db.HoldNumbersAsync(meetingId, cancellation);
        var number = await db.Set<MeetingDecision>().CountAsync(d => d.MeetingId == meetingId, cancellation) + 1;
        var decision = new MeetingDecision(meetingId, number, text, task?.Id, actor, clock.GetUtcNow());
        db.Add(decision);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.MeetingDecided", new Subject(meeting.Region, TaskId: task?.Id), meeting.Title, meeting.On, decision.Text));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
