using Asmex.Workflows.Approvals;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Setup;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>Puts names and working days to the lists of one person.</summary>
public sealed class Inbox(WorkflowsDbContext db, TaskInbox tasks, WorkNames names, Calendar calendar, Words words, TimeProvider clock)
{
    private const int Preview = 8;

    public async Task<InboxContent> ReadAsync(Actor actor, InboxQuery query, CancellationToken cancellation)
    {
        if (actor.PersonId is not { } me)
        {
            return InboxContent.Empty;
        }

        // Lists, counts and what comes next are of one instant.
        await using var snapshot = await db.BeginReadAsync(cancellation);
        var page = await tasks.ReadAsync(actor, query, cancellation);
        var isHome = query is { List: InboxList.Mine, Page: 1 };
        var next = isHome && !query.IsFiltered ? await tasks.NextAsync(actor, cancellation) : null;
        var claim = isHome ? await BesideAsync(actor, query, InboxList.Claim, cancellation) : [];
        // A guest's task stands in one's own list already.
        IReadOnlyList<InboxRow> waiting = isHome ? [.. (await BesideAsync(actor, query, InboxList.Waiting, cancellation)).Where(r => r.EntrustedId is not null)] : [];
        var done = isHome ? await BesideAsync(actor, query, InboxList.Done, cancellation) : [];
        var works = query.List == InboxList.Mine ? await tasks.WorksAsync(actor, cancellation) : [];
        IReadOnlyList<InboxRow> all = [.. page.Rows, .. claim, .. waiting, .. done];
        var called = await names.OfAsync([.. all.Select(t => (t.PlanId, t.ActionId)), .. page.Requests.Select(a => (a.PlanId, a.ActionId)), .. works, (query.Work, null), (null, query.Work)], cancellation);
        var (working, today) = (await calendar.CurrentAsync(cancellation), Zone.Today(clock));

        return new InboxContent(query, page.Counts, page.Total, Named(page.Rows), Named(claim), Named(waiting),
            [.. page.Requests.Select(a => new WaitingRequest(a, NameOf(called, a.PlanId, a.ActionId))).Where(r => Fits(r, query))], Named(done))
        {
            Today = today,
            Next = next is null ? null : next with { Task = Named([next.Task])[0] },
            Works = [.. called.Select(c => (c.Key, c.Value)).OrderBy(c => words[c.Value], StringComparer.CurrentCulture)],
            Saved = await db.Set<SavedList>().AsNoTracking().Where(l => l.PersonId == me).OrderBy(l => l.Name).ToListAsync(cancellation),
        };

        List<InboxRow> Named(IReadOnlyList<InboxRow> rows) =>
            [.. rows.Select(r => r with { Work = NameOf(called, r.PlanId, r.ActionId), DaysLate = working.CountWorkingDays(r.DueOn, today, r.Region) })];
    }

    /// <summary>The first of one's own list, to stay beside the one that is open.</summary>
    public async Task<IReadOnlyList<InboxRow>> FirstAsync(Actor actor, int most, CancellationToken cancellation)
    {
        if (actor.PersonId is null)
        {
            return [];
        }

        var (working, today) = (await calendar.CurrentAsync(cancellation), Zone.Today(clock));
        return [.. (await tasks.FirstAsync(actor, new InboxQuery(), most, cancellation)).Select(r => r with { DaysLate = working.CountWorkingDays(r.DueOn, today, r.Region) })];
    }

    private Task<IReadOnlyList<InboxRow>> BesideAsync(Actor actor, InboxQuery query, InboxList list, CancellationToken cancellation) =>
        tasks.FirstAsync(actor, query with { List = list }, Preview, cancellation);

    private bool Fits(WaitingRequest request, InboxQuery query)
    {
        if (query.Work is { } work && work != request.Request.ActionId && work != request.Request.PlanId)
        {
            return false;
        }

        var text = SearchText.Of($"{words[request.Request.Subject]} {(request.Work is null ? "" : words[request.Work])} {words[Regions.RegionCatalog.NameOf(request.Request.Region)]}");
        return SearchText.Of(query.Search).Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => text.Contains(word, StringComparison.Ordinal));
    }

    private static Wording? NameOf(IReadOnlyDictionary<Guid, Wording> names, Guid? planId, Guid? actionId) =>
        (actionId ?? planId) is { } id ? names.GetValueOrDefault(id) : null;
}
