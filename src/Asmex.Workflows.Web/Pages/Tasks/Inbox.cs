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

/// <summary>Reads the work of one person: what is late, due, awaited from others, free to take, and done lately.</summary>
public sealed class Inbox(WorkflowsDbContext db, WorkNames names, Calendar calendar, Words words, TimeProvider clock)
{
    private const int DaysDone = 14;
    private const int MostDone = 8;

    /// <param name="search">Words of a title, a plan, an action or a region, in the reader's language.</param>
    /// <param name="work">Only what belongs to this plan or action.</param>
    public async Task<InboxContent> ReadAsync(Actor actor, string? search, Guid? work, CancellationToken cancellation)
    {
        if (actor.PersonId is not { } me)
        {
            return InboxContent.Empty;
        }

        var open = await OpenAsync(actor, me, cancellation);
        var requests = await db.Set<Approval>().AsNoTracking().Where(a => a.Status == ApprovalStatus.Pending && a.RequesterId == me).OrderBy(a => a.DueOn).ToListAsync(cancellation);
        var done = await DoneAsync(me, cancellation);
        var called = await names.OfAsync([.. open.Select(t => (t.PlanId, t.ActionId)), .. requests.Select(a => (a.PlanId, a.ActionId)), .. done.Select(d => (d.PlanId, d.ActionId))], cancellation);

        open = [.. open.Select(t => t with { Work = NameOf(called, t.PlanId, t.ActionId) }).Where(t => Fits(t.Title, t.Work, t.Region, t.PlanId, t.ActionId, search, work))];
        var mine = open.Where(t => t.AssigneeId == me).ToList();
        var (today, week) = (Zone.Today(clock), EndOfWeek(Zone.Today(clock)));
        return new InboxContent(
            [.. mine.Where(t => t.DueOn < today)],
            [.. mine.Where(t => t.DueOn >= today && t.DueOn <= week && t.Guest is null)],
            [.. mine.Where(t => t.DueOn > week && t.Guest is null)],
            [.. mine.Where(t => t.DueOn >= today && t.Guest is not null)],
            [.. requests.Select(a => new WaitingRequest(a, NameOf(called, a.PlanId, a.ActionId))).Where(r => Fits(r.Request.Subject, r.Work, r.Request.Region, r.Request.PlanId, r.Request.ActionId, search, work))],
            [.. open.Where(t => t.AssigneeId is null)],
            [.. done.Select(d => d with { Work = NameOf(called, d.PlanId, d.ActionId) }).Where(d => Fits(d.Title, d.Work, d.Region, d.PlanId, d.ActionId, search, work))])
        {
            Works = [.. called.Select(c => (c.Key, c.Value)).OrderBy(c => words[c.Value], StringComparer.CurrentCulture)],
        };
    }

    private async Task<List<InboxRow>> OpenAsync(Actor actor, Guid me, CancellationToken cancellation)
    {
        var roles = actor.Holdings.Select(h => h.Role).Distinct().ToList();
        if (actor.Is(Roles.Delegate))
        {
            roles.AddRange([Roles.Expert, Roles.Partner, Roles.Firm]);
        }

        var (all, regions) = (actor.SeesAllRegions, actor.Regions);
        var rows = await db.Set<PlanTask>().AsNoTracking()
            .Where(t => t.Status == PlanTaskStatus.Open && (t.AssigneeId == me || (t.AssigneeId == null && roles.Contains(t.Role) && (all || regions.Contains(t.Region)))))
            .OrderBy(t => t.DueOn).ThenBy(t => t.OpenedAt)
            .Select(t => new InboxRow(t.Id, t.Kind, t.Title, t.PlanId, t.ActionId, t.Region, t.Role, t.AssigneeId, t.DueOn, t.OpenedAt, t.DraftSavedAt, t.RemarksBy, t.Due, t.CalendarVersion))
            .ToListAsync(cancellation);

        var mayBeHanded = rows.Where(r => r.AssigneeId == me && r.Kind == TaskKind.Form).Select(r => r.Id).ToList();
        var now = clock.GetUtcNow();
        var guests = (await db.Set<GuestLink>().AsNoTracking().Where(l => mayBeHanded.Contains(l.TaskId) && l.RevokedAt == null && l.ExpiresAt > now).ToListAsync(cancellation))
            .ToDictionary(l => l.TaskId, l => l.Name);
        var (working, today) = (await calendar.CurrentAsync(cancellation), Zone.Today(clock));
        return [.. rows.Where(r => r.AssigneeId == me || r.MayClaim(actor))
            .Select(r => r with { Guest = guests.GetValueOrDefault(r.Id), DaysLate = working.CountWorkingDays(r.DueOn, today, r.Region) })];
    }

    private async Task<List<DoneRow>> DoneAsync(Guid me, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow().AddDays(-DaysDone);
        var done = db.Set<PlanTask>().Where(t => t.Status == PlanTaskStatus.Done && t.CompletedAt >= since);
        var rows = new List<DoneRow>();
        foreach (var mine in new[] { done.Where(t => t.CompletedById == me), done.Where(t => t.AssigneeId == me) })
        {
            rows.AddRange(await mine.OrderByDescending(t => t.CompletedAt).Take(MostDone)
                .Select(t => new DoneRow(t.Id, t.Title, t.PlanId, t.ActionId, t.Region, t.CompletedBy!, t.CompletedAt!.Value)).ToListAsync(cancellation));
        }

        return [.. rows.DistinctBy(r => r.Id).OrderByDescending(r => r.CompletedAt).Take(MostDone)];
    }

    private bool Fits(Wording title, Wording? name, string region, Guid? planId, Guid? actionId, string? search, Guid? work)
    {
        if (work is not null && work != actionId && work != planId)
        {
            return false;
        }

        var text = SearchText.Of($"{words[title]} {(name is null ? "" : words[name])} {words[Regions.RegionCatalog.NameOf(region)]}");
        return SearchText.Of(search).Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => text.Contains(word, StringComparison.Ordinal));
    }

    private static Wording? NameOf(IReadOnlyDictionary<Guid, Wording> names, Guid? planId, Guid? actionId) =>
        (actionId ?? planId) is { } id ? names.GetValueOrDefault(id) : null;

    private static DateOnly EndOfWeek(DateOnly today) => today.AddDays((7 - (int)today.DayOfWeek) % 7);
}
