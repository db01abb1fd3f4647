using Asmex.Workflows.Approvals;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Reads the lists of one person: a page, how long each list is at that instant, and what to do next.</summary>
/// <remarks>A list is first walked by its index for the ids of a page, then the rows of that page are read: what a task carries may be wide.</remarks>
public sealed class TaskInbox(WorkflowsDbContext db, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>Lists are counted up to here; further on a person reads "more than".</summary>
    public const int MostCounted = 10_000;

    /// <summary>A search that finds more than these says so.</summary>
    public const int MostFound = 1_000;

    /// <summary>A search of what is done looks at the latest of these.</summary>
    public const int LatestSearched = 2_000;

    private const int MostWords = 8;
    private const int MostWorks = 200;
    private const int MostRequests = 200;

    /// <summary>The page and every count come from one snapshot: they agree.</summary>
    public async Task<InboxPage> ReadAsync(Actor actor, InboxQuery query, CancellationToken cancellation)
    {
        // Who reads more beside it has begun the snapshot already.
        await using var snapshot = db.Database.CurrentTransaction is null ? await db.BeginReadAsync(cancellation) : null;
        var (rows, total) = await PageAsync(actor, query, cancellation);
        return new InboxPage(rows, total, await CountsAsync(actor, cancellation), await RequestsAsync(actor, cancellation));
    }

    /// <summary>The first of a list, as many as a page shows beside another.</summary>
    public async Task<IReadOnlyList<InboxRow>> FirstAsync(Actor actor, InboxQuery query, int most, CancellationToken cancellation) =>
        await RowsAsync(await KeysAsync((await FoundAsync(actor, query, cancellation)).Take(most), cancellation), cancellation);

    public async Task<InboxCounts> CountsAsync(Actor actor, CancellationToken cancellation)
    {
        var (now, today) = (clock.GetUtcNow(), Zone.Today(clock));
        return new InboxCounts(
            await CountAsync(db.TasksOf(InboxList.Mine, actor, now), cancellation),
            await CountAsync(db.TasksOf(InboxList.Mine, actor, now).Where(t => t.DueOn < today), cancellation),
            await CountAsync(db.TasksOf(InboxList.Region, actor, now), cancellation),
            await CountAsync(db.TasksOf(InboxList.Claim, actor, now), cancellation),
            await CountAsync(db.TasksOf(InboxList.Waiting, actor, now), cancellation));
    }

    /// <summary>The plans and actions that a person's open tasks belong to, and those done lately.</summary>
    public async Task<IReadOnlyList<(Guid? Plan, Guid? Action)>> WorksAsync(Actor actor, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var open = await db.TasksOf(InboxList.Mine, actor, now).Select(t => new { t.PlanId, t.ActionId }).Distinct().Take(MostWorks).ToListAsync(cancellation);
        var done = await db.TasksOf(InboxList.Done, actor, now).OrderByDescending(t => t.CompletedAt).Take(PageSize).Select(t => new { t.PlanId, t.ActionId }).ToListAsync(cancellation);
        return [.. open.Concat(done).Distinct().Select(w => (w.PlanId, w.ActionId))];
    }

    /// <summary>The one task to do now, and why that one; nothing when there is nothing to do.</summary>
    public async Task<NextTask?> NextAsync(Actor actor, CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        var mine = db.TasksOf(InboxList.Mine, actor, clock.GetUtcNow());
        var candidates = await KeysAsync(mine.OrderBy(t => t.DueOn).ThenBy(t => t.Id).Take(NextTask.MostWeighed), cancellation);
        candidates.AddRange(await KeysAsync(mine.Where(t => t.Priority == TaskPriority.Urgent).OrderBy(t => t.DueOn).ThenBy(t => t.Id).Take(1), cancellation));
        candidates.AddRange(await KeysAsync(mine.Where(t => t.FollowUpOn != null && t.FollowUpOn <= today).OrderBy(t => t.FollowUpOn).ThenBy(t => t.DueOn).ThenBy(t => t.Id).Take(1), cancellation));
        var ids = candidates.Distinct().ToList();
        return NextTask.Of(await RowsAsync(ids, cancellation), today);
    }

    private async Task<(IReadOnlyList<InboxRow> Rows, InboxCount Total)> PageAsync(Actor actor, InboxQuery query, CancellationToken cancellation)
    {
        var (found, skipped) = (await FoundAsync(actor, query, cancellation), (query.Page - 1) * PageSize);
        if (string.IsNullOrWhiteSpace(query.Search))
        {
            return (await RowsAsync(await KeysAsync(found.Skip(skipped).Take(PageSize), cancellation), cancellation), await CountAsync(found, cancellation));
        }

        // A search is walked once: what it finds is both counted and shown.
        var all = await KeysAsync(found.Take(MostFound + 1), cancellation);
        return (await RowsAsync([.. all.Skip(skipped).Take(PageSize)], cancellation), InboxCount.Of(all.Count, MostFound));
    }

    private async Task<IQueryable<PlanTask>> FoundAsync(Actor actor, InboxQuery query, CancellationToken cancellation)
    {
        var tasks = Filtered(db.TasksOf(query.List, actor, clock.GetUtcNow()), query);
        var words = SearchText.Of(query.Search).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostWords).ToList();
        return words.Count == 0 ? Ordered(tasks, query)
            : query.List == InboxList.Done ? Ordered(Ordered(tasks, query).Take(LatestSearched).HoldingWords(words), query)
            : Ordered(await db.HoldingWordsAsync(tasks, words, cancellation), query);
    }

    private Task<List<Approval>> RequestsAsync(Actor actor, CancellationToken cancellation) =>
        db.Set<Approval>().AsNoTracking().Where(a => a.Status == ApprovalStatus.Pending && a.RequesterId == actor.PersonId)
            .OrderBy(a => a.DueOn).ThenBy(a => a.Id).Take(MostRequests).ToListAsync(cancellation);

    private IQueryable<PlanTask> Filtered(IQueryable<PlanTask> tasks, InboxQuery query)
    {
        var today = Zone.Today(clock);
        var (work, region, priority) = (query.Work, query.Region, query.Priority);
        tasks = work is null ? tasks : tasks.Where(t => t.ActionId == work || t.PlanId == work);
        tasks = region is null ? tasks : tasks.Where(t => t.Region == region);
        tasks = priority is null ? tasks : tasks.Where(t => t.Priority == priority);
        return query.LateOnly && query.List != InboxList.Done ? tasks.Where(t => t.DueOn < today) : tasks;
    }

    private static IQueryable<PlanTask> Ordered(IQueryable<PlanTask> tasks, InboxQuery query) => query switch
    {
        { List: InboxList.Done } => tasks.OrderByDescending(t => t.CompletedAt).ThenByDescending(t => t.Id),
        { Sort: InboxSort.Priority } => tasks.OrderBy(t => t.Priority).ThenBy(t => t.DueOn).ThenBy(t => t.Id),
        { Sort: InboxSort.Newest } => tasks.OrderByDescending(t => t.OpenedAt).ThenBy(t => t.Id),
        { Sort: InboxSort.FollowUp } => tasks.OrderBy(t => t.FollowUpOn == null).ThenBy(t => t.FollowUpOn).ThenBy(t => t.DueOn).ThenBy(t => t.Id),
        _ => tasks.OrderBy(t => t.DueOn).ThenBy(t => t.Id),
    };

    private static Task<List<Guid>> KeysAsync(IQueryable<PlanTask> tasks, CancellationToken cancellation) => tasks.Select(t => t.Id).ToListAsync(cancellation);

    private static async Task<InboxCount> CountAsync(IQueryable<PlanTask> tasks, CancellationToken cancellation) =>
        InboxCount.Of(await tasks.Take(MostCounted + 1).Select(t => t.Id).CountAsync(cancellation), MostCounted);

    private async Task<IReadOnlyList<InboxRow>> RowsAsync(List<Guid> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var rows = (await db.Set<PlanTask>().AsNoTracking().Where(t => ids.Contains(t.Id))
            .Select(t => new InboxRow(t.Id, t.Kind, t.Title, t.PlanId, t.ActionId, t.Region, t.Role, t.AssigneeId, t.EntrustedId,
                t.DueOn, t.OpenedAt, t.DraftSavedAt, t.RemarksBy, t.ReturnedBy, t.Priority, t.FollowUpOn, t.Due, t.CalendarVersion, t.Version, t.CompletedBy, t.CompletedAt))
            .ToListAsync(cancellation)).ToDictionary(r => r.Id);
        var now = clock.GetUtcNow();
        var guests = (await db.Set<GuestLink>().AsNoTracking().Where(l => ids.Contains(l.TaskId) && l.RevokedAt == null && l.ExpiresAt > now)
            .Select(l => new { l.TaskId, l.Name }).ToListAsync(cancellation)).ToLookup(l => l.TaskId, l => l.Name);
        var people = rows.Values.SelectMany(r => new[] { r.AssigneeId, r.EntrustedId }).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id]).Select(row => row with
        {
            Guest = guests[row.Id].FirstOrDefault(),
            Owner = row.AssigneeId is { } owner ? names.GetValueOrDefault(owner) : null,
            EntrustedTo = row.EntrustedId is { } doer ? names.GetValueOrDefault(doer) : null,
        })];
    }
}
