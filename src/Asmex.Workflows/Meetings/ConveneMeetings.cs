using Asmex.Workflows.Formats;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Meetings;

/// <summary>Convenes the next meeting of each series that has none to come; once, however many programs run.</summary>
public sealed class ConveneMeetings(Sweep sweep, TimeProvider clock)
{
    /// <returns>How many were convened.</returns>
    public Task<int> RunAsync(CancellationToken cancellation) =>
        sweep.RunAsync(services => WithoutNextAsync(services, cancellation), (services, id) => ConveneAsync(services, id, cancellation));

    private Task<List<Guid>> WithoutNextAsync(IServiceProvider services, CancellationToken cancellation) =>
        NextMissing(services.GetRequiredService<WorkflowsDbContext>()).Select(s => s.Id).OrderBy(id => id).ToListAsync(cancellation);

    private async Task<int> ConveneAsync(IServiceProvider services, Guid id, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<WorkflowsDbContext>();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        if (!await NextMissing(db).AnyAsync(s => s.Id == id, cancellation) || await services.GetRequiredService<Convening>().NextAsync(id, cancellation) is null)
        {
            return 0;
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return 1;
    }

    private IQueryable<MeetingSeries> NextMissing(WorkflowsDbContext db)
    {
        var today = Zone.Today(clock);
        return db.Set<MeetingSeries>().Where(s => s.EndedAt == null && !db.Set<Meeting>().Any(m => m.SeriesId == s.Id && m.Status == MeetingStatus.Planned && m.On >= today));
    }
}
