using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Asmex.Workflows.Demonstration;

/// <summary>Fills an empty house with people, firms, and plans past and running, through the verbs that people use.</summary>
public sealed partial class LoadDemonstration(IServiceScopeFactory scopes, ILogger<LoadDemonstration> log)
{
    private const string Begun = "History.DemonstrationBegun";
    private const string Written = "History.DemonstrationWritten";

    /// <param name="clock">The clock that the verbs of these scopes read; it ends at <paramref name="today"/>.</param>
    /// <returns>False when somebody lives here already; nothing was written.</returns>
    public async Task<bool> RunAsync(DemonstrationClock clock, DateTimeOffset today, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
        if (await db.Users.AnyAsync(cancellation))
        {
            return false;
        }

        LogStart();
        await NoteAsync(db, today, Begun, cancellation);
        await scope.ServiceProvider.GetRequiredService<LoadDefinitions>().RunAsync(cancellation);
        await DemonstrationPeople.AppointAsync(scope.ServiceProvider, Zone.DateOf(clock.GetUtcNow()), cancellation);
        await DemonstrationFirms.AddAsync(db, today, cancellation);
        var house = new DemonstrationHouse(scopes, clock, await DemonstrationHouse.PeopleAsync(db, cancellation));
        await new DemonstrationYears(house).PassAsync(today, cancellation);
        clock.MoveTo(today);
        await new DemonstrationCampaigns(house).WriteAsync(cancellation);
        await CountAsSentAsync(db, today, cancellation);
        await CountAsReadAsync(db, today, cancellation);
        await NoteAsync(db, today, Written, cancellation);
        return true;
    }

    /// <summary>True when the program ended while the demonstration was written: half of it is there, and nobody can have worked with it.</summary>
    public static async Task<bool> IsHalfWrittenAsync(WorkflowsDbContext db, CancellationToken cancellation) =>
        await db.Set<HistoryEntry>().AnyAsync(h => h.Key == Begun, cancellation) && !await db.Set<HistoryEntry>().AnyAsync(h => h.Key == Written, cancellation);

    private static async Task NoteAsync(WorkflowsDbContext db, DateTimeOffset today, string key, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.Add(HistoryEntry.Of(Actor.House, today, key, new Subject()));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The house is empty: writing three years of demonstration data, which takes about half a minute, once")]
    private partial void LogStart();

    // Letters of the past have long arrived: none is sent again.
    private static Task<int> CountAsSentAsync(WorkflowsDbContext db, DateTimeOffset today, CancellationToken cancellation) =>
        db.Letters.Where(l => l.State == LetterState.Ready && l.WrittenAt < today.AddDays(-1)).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.State, LetterState.Sent).SetProperty(l => l.Attempts, 1).SetProperty(l => l.SettledAt, l => l.WrittenAt), cancellation);

    // Nobody has left the news of three years unread.
    private static Task<int> CountAsReadAsync(WorkflowsDbContext db, DateTimeOffset today, CancellationToken cancellation) =>
        db.Set<Notification>().Where(n => n.At < today.AddDays(-4)).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, n => n.At), cancellation);
}
