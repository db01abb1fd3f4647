using Asmex.Workflows.Calendars;
using Asmex.Workflows.Files;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>Reads what the page of a task shows around it.</summary>
public sealed class TaskSheets(WorkflowsDbContext db, WorkNames names, Definitions definitions, Calendar calendar, TimeProvider clock)
{
    public async Task<TaskSheet> OfAsync(PlanTask task, CancellationToken cancellation)
    {
        var (step, steps) = await StepAsync(task, cancellation);
        var working = await calendar.CurrentAsync(cancellation);
        var assignee = task.AssigneeId is { } id ? await db.Users.Where(p => p.Id == id).Select(p => p.Name).SingleOrDefaultAsync(cancellation) : null;
        var now = clock.GetUtcNow();
        var link = await db.Set<GuestLink>().AsNoTracking().Where(l => l.TaskId == task.Id && l.RevokedAt == null && l.ExpiresAt > now).FirstOrDefaultAsync(cancellation);
        return new TaskSheet(task, await names.OneAsync(task.PlanId, task.ActionId, cancellation), step, steps,
            working.CountWorkingDays(Zone.Today(clock), task.DueOn, task.Region), assignee, link, await FilesAsync(task.Id, cancellation), await FirmsAsync(task, cancellation));
    }

    public async Task<ILookup<string, StoredFile>> FilesAsync(Guid taskId, CancellationToken cancellation) =>
        (await db.Set<StoredFile>().AsNoTracking().Where(f => f.TaskId == taskId).OrderBy(f => f.At).ToListAsync(cancellation)).ToLookup(f => f.Field ?? "");

    /// <summary>The firms that a draft or an answer names.</summary>
    public async Task<IReadOnlyList<Firm>> FirmsAsync(PlanTask task, CancellationToken cancellation)
    {
        var values = KeptValues.Typed(task.Values ?? task.Draft);
        return await FirmsAsync(task.Form.Where(f => f.Type == "firms").SelectMany(f => values(f.Name)), cancellation);
    }

    public async Task<IReadOnlyList<Firm>> FirmsAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        var known = ids.Select(i => Guid.TryParse(i, out var id) ? id : Guid.Empty).Where(i => i != Guid.Empty).Distinct().ToList();
        return known.Count == 0 ? [] : await db.Set<Firm>().AsNoTracking().Where(f => known.Contains(f.Id)).OrderBy(f => f.Name).ToListAsync(cancellation);
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
