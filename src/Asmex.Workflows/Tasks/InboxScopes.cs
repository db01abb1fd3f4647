using System.Linq.Expressions;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Which tasks each list of a person holds.</summary>
internal static class InboxScopes
{
    // More are sorted more slowly than a list is walked.
    private const int MostSorted = 2_000;

    public static IQueryable<PlanTask> TasksOf(this WorkflowsDbContext db, InboxList list, Actor actor, DateTimeOffset now) => list switch
    {
        InboxList.Region => db.Set<PlanTask>().AsNoTracking().Where(t => t.Status == PlanTaskStatus.Open).Seen(actor),
        InboxList.Claim => db.Set<PlanTask>().AsNoTracking().Where(t => t.Status == PlanTaskStatus.Open && t.AssigneeId == null).Where(MayTake(actor)),
        InboxList.Waiting => db.WithOthers(actor, now),
        InboxList.Done => db.Set<PlanTask>().AsNoTracking().Where(t => t.Status == PlanTaskStatus.Done && t.DoerId == actor.PersonId),
        _ => db.Set<PlanTask>().AsNoTracking().Where(t => t.Status == PlanTaskStatus.Open).InHandOf(actor),
    };

    /// <summary>The same for a list of open tasks, by the index of words where few hold them; what many hold is found soon by walking the list in its order.</summary>
    public static async Task<IQueryable<PlanTask>> HoldingWordsAsync(this WorkflowsDbContext db, IQueryable<PlanTask> open, IReadOnlyList<string> words, CancellationToken cancellation)
    {
        var found = await db.OpenTasksWithAsync(words, MostSorted + 1, cancellation);
        return found is { Count: <= MostSorted } ? open.Where(t => found.Contains(t.Id)) : open.HoldingWords(words);
    }

    /// <summary>Every word must begin one of those that a task is found by.</summary>
    public static IQueryable<PlanTask> HoldingWords(this IQueryable<PlanTask> tasks, IReadOnlyList<string> words) =>
        words.Select(w => " " + w).Aggregate(tasks, (found, word) => found.Where(t => (" " + t.SearchWords).Contains(word)));

    private static IQueryable<PlanTask> InHandOf(this IQueryable<PlanTask> tasks, Actor actor)
    {
        // One person's own list is walked in order; with those of the absent it is sorted.
        if (actor.Principals.Count == 0)
        {
            return tasks.Where(t => t.DoerId == actor.PersonId);
        }

        var doers = actor.Principals.Select(p => (Guid?)p.Id).Append(actor.PersonId).ToList();
        return tasks.Where(t => doers.Contains(t.DoerId));
    }

    private static IQueryable<PlanTask> Seen(this IQueryable<PlanTask> tasks, Actor actor)
    {
        if (actor.SeesAllRegions)
        {
            return tasks;
        }

        // One region alone walks its index in order; several are sorted together.
        var regions = actor.Regions;
        return regions is [var only] ? tasks.Where(t => t.Region == only) : tasks.Where(t => regions.Contains(t.Region));
    }

    private static IQueryable<PlanTask> WithOthers(this WorkflowsDbContext db, Actor actor, DateTimeOffset now)
    {
        var me = actor.PersonId;
        var open = db.Set<PlanTask>().AsNoTracking().Where(t => t.Status == PlanTaskStatus.Open && t.AssigneeId == me);
        var linked = db.Set<GuestLink>().Where(l => l.RevokedAt == null && l.ExpiresAt > now).Select(l => l.TaskId);
        var guests = db.Set<PlanTask>().Where(t => linked.Contains(t.Id) && t.Status == PlanTaskStatus.Open && t.AssigneeId == me).Select(t => t.Id);
        var entrusted = db.Set<PlanTask>().Where(t => t.Status == PlanTaskStatus.Open && t.AssigneeId == me && t.EntrustedId != null).Select(t => t.Id);
        var all = entrusted.Union(guests);
        return open.Where(t => all.Contains(t.Id));
    }

    private static Expression<Func<PlanTask, bool>> MayTake(Actor actor)
    {
        var task = Expression.Parameter(typeof(PlanTask), "t");
        Expression any = Expression.Constant(false);
        foreach (var group in Takes(actor).GroupBy(h => h.Region))
        {
            var named = group.Select(h => h.Role).Distinct().ToArray();
            Expression one = Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(string)], Expression.Constant(named), Expression.Property(task, nameof(PlanTask.Role)));
            any = Expression.OrElse(any, group.Key is null ? one : Expression.AndAlso(one, Expression.Equal(Expression.Property(task, nameof(PlanTask.Region)), Expression.Constant(group.Key))));
        }

        return Expression.Lambda<Func<PlanTask, bool>>(any, task);
    }

    // What a guest does is taken by the delegate who hands it over.
    private static IEnumerable<Holding> Takes(Actor actor) => actor.All.SelectMany(h =>
        h.Role == Roles.Delegate ? [h, h with { Role = Roles.Expert }, h with { Role = Roles.Partner }, h with { Role = Roles.Firm }] : new[] { h });
}
