using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Meetings;

/// <summary>Convenes the next meeting of each series that has none to come; once, however many programs run.</summary>
public sealed class ConveneMeetings(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <returns>How many were convened.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var convened = 0;
        foreach (var id in await WithoutNextAsync(cancellation))
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
            convened += await db.UntilCommittedAsync(() => ConveneAsync(db, scope.ServiceProvider.GetRequiredService<Convening>(), id, cancellation)) ? 1 : 0;
        }

        return convened;
    }

    private async Task<List<Guid>> WithoutNextAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
        return await NextMissing(db).Select(s => s.Id).OrderBy(id => id).ToListAsync(cancellation);
    }

    private async Task<bool> ConveneAsync(WorkflowsDbContext db, Convening convening, Guid id, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        if (!await NextMissing(db).AnyAsync(s => s.Id == id, cancellation) || await convening.NextAsync(id, cancellation) is null)
        {
            return false;
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private IQueryable<MeetingSeries> NextMissing(WorkflowsDbContext db)
    {
        var today = Zone.Today(clock);
        return db.Set<MeetingSeries>().Where(s => s.EndedAt == null && !db.Set<Meeting>().Any(m => m.SeriesId == s.Id && m.Status == MeetingStatus.Planned && m.On >= today));
    }
}
