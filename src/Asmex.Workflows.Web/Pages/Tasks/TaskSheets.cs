using Asmex.Workflows.Calendars;
using Asmex.Workflows.Files;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>Reads what the page of a task shows around it.</summary>
public sealed class TaskSheets(WorkflowsDbContext db, WorkNames names, Definitions definitions, Calendar calendar, TimeProvider clock)
{
    private const int MostNeeds = 200;

    public async Task<TaskSheet> OfAsync(PlanTask task, CancellationToken cancellation)
    {
        var (step, steps) = await StepAsync(task, cancellation);
        var working = await calendar.CurrentAsync(cancellation);
        Guid?[] who = [task.AssigneeId, task.EntrustedId];
        var people = await db.Users.Where(p => who.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
        var now = clock.GetUtcNow();
        var link = await db.Set<GuestLink>().AsNoTracking().Where(l => l.TaskId == task.Id && l.RevokedAt == null && l.ExpiresAt > now).FirstOrDefaultAsync(cancellation);
        return new TaskSheet(task, await names.OneAsync(task.PlanId, task.ActionId, cancellation), step, steps,
            working.CountWorkingDays(Zone.Today(clock), task.DueOn, task.Region), NameOf(task.AssigneeId), link, await FilesAsync(task.Id, cancellation), await FirmsAsync(task, cancellation))
        {
            EntrustedTo = NameOf(task.EntrustedId),
            Checks = await db.Set<TaskCheck>().AsNoTracking().Where(c => c.TaskId == task.Id).OrderBy(c => c.Number).ToListAsync(cancellation),
            Needs = await NeedsAsync(task, cancellation),
        };

        string? NameOf(Guid? person) => person is { } id ? people.GetValueOrDefault(id) : null;
    }

    public async Task<ILookup<string, StoredFile>> FilesAsync(Guid taskId, CancellationToken cancellation) =>
        (await db.Set<StoredFile>().AsNoTracking().Where(f => f.TaskId == taskId).OrderBy(f => f.At).ToListAsync(cancellation)).ToLookup(f => f.Field ?? "");

    /// <summary>The firms that a draft or an answer names.</summary>
    public async Task<IReadOnlyList<Firm>> FirmsAsync(PlanTask task, CancellationToken cancellation)
    {
        var values = KeptValues.Typed(task.Values ?? task.Draft);
        return await FirmsAsync(task.Form.Where(f => f.Type is "firm" or "firms").SelectMany(f => values(f.Name)), cancellation);
    }

    public async Task<IReadOnlyList<Firm>> FirmsAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        var known = ids.Select(i => Guid.TryParse(i, out var id) ? id : Guid.Empty).Where(i => i != Guid.Empty).Distinct().ToList();
        var kept = (await db.KeptOfAsync(known, cancellation)).Values.Distinct().ToList();
        return kept.Count == 0 ? [] : await db.Set<Firm>().AsNoTracking().Where(f => kept.Contains(f.Id)).OrderBy(f => f.Name).ToListAsync(cancellation);
    }

    // Those to choose from while it is open, and the one that was chosen.
    private async Task<IReadOnlyList<(Guid, string)>> NeedsAsync(PlanTask task, CancellationToken cancellation)
    {
        var fields = task.Form.Where(f => f.Type == "need").ToList();
        if (fields.Count == 0)
        {
            return [];
        }

        var values = KeptValues.Typed(task.Values ?? task.Draft);
        var chosen = fields.SelectMany(f => values(f.Name)).Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).ToList();
        var offered = await db.Set<Need>().AsNoTracking()
            .Where(n => chosen.Contains(n.Id) || (task.Status == PlanTaskStatus.Open && n.Region == task.Region && n.State != NeedState.Closed))
            .OrderByDescending(n => n.StatedAt).Take(MostNeeds).ToListAsync(cancellation);
        var firms = (await FirmsAsync(offered.Select(n => n.FirmId.ToString()), cancellation)).ToDictionary(f => f.Id, f => f.Name);
        return [.. offered.Select(n => (n.Id, $"{firms.GetValueOrDefault(n.FirmId)} · {(n.Text.Length > 120 ? n.Text[..120] + "…" : n.Text)}"))];
    }

    // A step of the workflow may be made of several activities: request, approval, letter. The file says which belong together.
    private async Task<(int? Step, int Steps)> StepAsync(PlanTask task, CancellationToken cancellation)
    {
        var source = await db.Set<WorkflowInstance>().Where(i => i.Id == task.InstanceId).Select(i => new { i.DefinitionId, i.Version }).SingleOrDefaultAsync(cancellation);
        if (source is null)
        {
            return (null, 0);
        }

        var definition = await definitions.GetAsync(db, source.DefinitionId, source.Version, cancellation);
        var steps = definition.Source["root"]?["activities"]?.AsArray()
            .Select(a => (Id: (string?)a?["id"], Step: (string?)a?["customProperties"]?["Asmex"]?["step"])).Where(a => a.Step is not null).ToList() ?? [];
        var order = steps.Select(a => a.Step).Distinct().ToList();
        var own = steps.FirstOrDefault(a => a.Id == task.ActivityId).Step;
        return (own is null ? null : order.IndexOf(own) + 1, order.Count);
    }
}
