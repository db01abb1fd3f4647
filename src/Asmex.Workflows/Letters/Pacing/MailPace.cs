using Asmex.Workflows.Audit;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Letters.Pacing;

/// <summary>Keeps what all copies of the program share about the way out of the house.</summary>
public sealed class MailPace(WorkflowsDbContext db, HandMadeTasks tasks, Notify notify, PeopleDirectory people, IOptions<MailOptions> mail, IOptions<PaceOptions> options, TimeProvider clock)
{
    private const int DaysToMend = 1;
    private const string LaterOnPostgres = "UPDATE letter_states SET give_up_at = give_up_at + interval '1 day' WHERE state IN ('Ready', 'Deferred') AND rank > 0";
    private const string LaterOnSqlite = "UPDATE letter_states SET give_up_at = strftime('%Y-%m-%d %H:%M:%f', give_up_at, '+1 day') WHERE state IN ('Ready', 'Deferred') AND rank > 0";

    internal PaceOptions Options => options.Value;

    /// <summary>The relay's name: its host and port.</summary>
    public static string KeyOf(MailOptions mail) => string.IsNullOrEmpty(mail.Host) ? "files" : $"{mail.Host}:{mail.Port}";

    /// <summary>The relay as it stands now, held until the transaction of the caller ends; tracked.</summary>
    internal async Task<MailRelay> HoldAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var key = KeyOf(mail.Value);
        await db.HoldNameAsync($"mail-relay:{key}", cancellation);
        var relay = await db.Set<MailRelay>().Include(r => r.Buckets).SingleOrDefaultAsync(r => r.Key == key, cancellation);
        if (relay is null)
        {
            relay = new MailRelay(key, Options, now);
            db.Add(relay);
        }

        if (relay.Refill(Options, now))
        {
            await ForgiveADayAsync(cancellation);
        }

        return relay;
    }

    // What waited for us all day is not late by its own fault; of a backup that was restored much later it stays too late.
    private Task<int> ForgiveADayAsync(CancellationToken cancellation) =>
        db.Database.ExecuteSqlRawAsync(db is PostgresDbContext ? LaterOnPostgres : LaterOnSqlite, cancellation);

    /// <summary>How a batch fared: slows lanes down, and pauses the relay when letters fare badly.</summary>
    /// <param name="unused">Letters that were claimed and not tried, by lane.</param>
    internal async Task NoteAsync(Tally tally, IReadOnlyDictionary<string, int> unused)
    {
        if (tally.IsEmpty && unused.Count == 0)
        {
            return;
        }

        var now = clock.GetUtcNow();
        db.ChangeTracker.Clear();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        var relay = await HoldAsync(now, CancellationToken.None);
        relay.Count(tally.Tried, tally.Deferred, tally.Rejected);
        if (tally.IsReached is { } isReached)
        {
            relay.Reach(isReached, now);
        }

        foreach (var (lane, count) in unused.Concat(tally.Kept))
        {
            relay.GiveBack(lane, count);
        }

        foreach (var lane in tally.Slowed)
        {
            relay.SlowDown(lane, now);
        }

        if (relay.Reason == PauseReason.Unreachable && tally.IsReached == true)
        {
            await ResumeAsync(relay, TextCatalog.Shared.SayInAll("Pace.AnswersAgain"), Actor.House, now, CancellationToken.None);
        }
        else if (!relay.IsPaused && TroubleOf(relay, tally, now) is { } reason)
        {
            await PauseAsync(relay, reason, tally.Words, now);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync(CancellationToken.None);
    }

    private PauseReason? TroubleOf(MailRelay relay, Tally tally, DateTimeOffset now) =>
        tally.Trouble ?? (tally.IsReached == false && relay.IsAway(Options, now) ? PauseReason.Unreachable : relay.Trouble(Options));

    /// <summary>Lets letters leave again, and ends the task about the pause.</summary>
    /// <param name="why">What was mended, in words or in three languages.</param>
    internal async Task ResumeAsync(MailRelay relay, object why, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Set<PlanTask>().SingleOrDefaultAsync(t => t.Id == relay.TaskId && t.Status == PlanTaskStatus.Open, cancellation) is { } task)
        {
            task.Complete("Done", "{}", actor, now);
            await db.StopRemindersAsync(task, cancellation);
        }

        relay.Resume(actor.Name, now);
        db.Add(HistoryEntry.Of(actor, now, "History.RelayResumed", new Subject(), relay.Key, why));
    }

    private async Task PauseAsync(MailRelay relay, PauseReason reason, string words, DateTimeOffset now)
    {
        var why = TextCatalog.Shared.SayInAll($"Pace.Why{reason}", relay.Rejected, relay.Deferred, relay.Tried, words);
        var task = await tasks.AskAsync(
            new HouseTask(Roles.Administrator, RegionCatalog.Whole, TextCatalog.Shared.SayInAll($"Pace.Task{reason}", relay.Key), why, DaysToMend), CancellationToken.None);
        relay.Pause(reason, words, task.Id, now);
        db.Add(HistoryEntry.Of(Actor.House, now, "History.RelayPaused", new Subject(TaskId: task.Id), relay.Key, why));
        var news = new News(NotificationKind.MailReceived, TextCatalog.Shared.SayInAll("Pace.Paused", relay.Key), why, "/letters/pace", $"relay-paused:{task.Id:N}", LetterAbout.Nothing);
        await notify.TellAsync(await people.HoldersAsync(Roles.Administrator, null, CancellationToken.None), news, CancellationToken.None);
    }
}
