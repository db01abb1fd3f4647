using System.Globalization;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Files;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Crash;

/// <summary>One region's plan from launch to close. Each step looks at what is there, as people do, and does the next thing; so it goes on after any
/// interruption, without knowing whether its last act was done.</summary>
internal sealed class Journey(TestDatabase database, string region, DateTimeOffset start)
{
    private DateTimeOffset _now = start;
    private bool _isSwept;

    public DateTimeOffset Now => _now;

    /// <summary>What comes next; null when the plan is closed.</summary>
    public async Task<Act?> NextAsync()
    {
        await using var scope = database.Scope();
        var db = scope.Db;
        var plan = await db.Set<Plan>().AsNoTracking().SingleOrDefaultAsync(p => p.Region == region);
        if (plan is null)
        {
            return Do("Launch", Guid.Empty, Roles.Coordinator);
        }

        var tasks = await db.Set<PlanTask>().AsNoTracking().Where(t => t.PlanId == plan.Id && t.Status == PlanTaskStatus.Open).ToListAsync();
        if (tasks.OrderBy(t => t.ActivityId, StringComparer.Ordinal).ThenBy(t => t.Id).FirstOrDefault() is { } task)
        {
            return await DoTaskAsync(db, plan, task);
        }

        var approvals = await db.Set<Approval>().AsNoTracking().Where(a => a.PlanId == plan.Id && a.Status == ApprovalStatus.Pending).ToListAsync();
        if (approvals.OrderBy(a => a.ActivityId, StringComparer.Ordinal).ThenBy(a => a.Id).FirstOrDefault() is { } approval)
        {
            return Do("Decide", approval.Id, approval.Current.Role) with { SendsBack = approval.Round == 0 };
        }

        if (plan.Status != PlanStatus.Closed)
        {
            return await WaitAsync(db);
        }

        return await db.Letters.AnyAsync(l => l.PlanId == plan.Id && l.State != LetterState.Sent && l.State != LetterState.Unknown) ? await WaitAsync(db) : null;
    }

    /// <summary>The last act was cut off: the clock must not go on to a later moment before this one is swept.</summary>
    public void Interrupt() => _isSwept = false;

    /// <summary>Where everything of the plan ended, in lines that are the same for every region.</summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        await using var scope = database.Scope();
        var db = scope.Db;
        var plan = await db.Set<Plan>().AsNoTracking().Include(p => p.Actions).SingleAsync(p => p.Region == region);
        var editions = plan.Actions.ToDictionary(a => a.Id, a => a.Edition);
        string Of(Guid? action) => action is { } id ? editions[id] : "plan";

        var lines = new List<string> { $"plan {plan.Status}" };
        lines.AddRange(plan.Actions.Select(a => $"action {a.Edition} {a.Status} {a.Indicators}"));
        lines.AddRange((await db.Set<PlanTask>().AsNoTracking().Where(t => t.PlanId == plan.Id).ToListAsync()).Select(t => $"task {Of(t.ActionId)} {t.ActivityId} {t.Status} {t.Outcome}"));
        lines.AddRange((await db.Set<StoredFile>().AsNoTracking().Join(db.Set<PlanTask>().Where(t => t.PlanId == plan.Id), f => f.TaskId, t => t.Id, (f, t) => new { t.ActivityId, f.Name }).ToListAsync())
            .Select(f => $"file {f.ActivityId} {f.Name}"));
        lines.AddRange((await db.Set<Approval>().AsNoTracking().Where(a => a.PlanId == plan.Id).ToListAsync())
            .Select(a => $"approval {Of(a.ActionId)} {a.ActivityId} round {a.Round.ToString(CultureInfo.InvariantCulture)} {a.Status} {a.Granted?.ToString(CultureInfo.InvariantCulture)}"));
        lines.AddRange((await db.Set<Envelope>().AsNoTracking().Where(e => e.PlanId == plan.Id).ToListAsync())
            .Select(e => string.Create(CultureInfo.InvariantCulture, $"envelope {Of(e.ActionId)} {e.Allotted} {e.Reserved} {e.Committed} {e.Spent} {e.Left} in {e.Movements}")));
        lines.AddRange((await db.Set<WorkflowInstance>().AsNoTracking().Where(i => i.PlanId == plan.Id).ToListAsync())
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"workflow {i.DefinitionId} {Of(i.ActionId)} {i.Status} {i.SubStatus} {i.Bursts} bursts")));
        lines.AddRange((await db.Letters.AsNoTracking().Where(l => l.PlanId == plan.Id).ToListAsync()).GroupBy(l => (l.Template, Action: Of(l.ActionId)))
            .Select(same => string.Create(CultureInfo.InvariantCulture, $"letters {same.Key.Action} {same.Key.Template} {same.Count()}")));
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private Act Do(string verb, Guid id, string role)
    {
        _isSwept = false;
        return new Act(verb, _now) { Id = id, Role = role, Region = region };
    }

    private async Task<Act> DoTaskAsync(WorkflowsDbContext db, Plan plan, PlanTask task) => task.Kind switch
    {
        TaskKind.PreparePlan => Do("Prepare", plan.Id, Roles.Delegate),
        TaskKind.ValidatePlan => Do("Validate", plan.Id, Roles.Coordinator) with { SendsBack = !await db.Set<PlanTask>().AnyAsync(t => t.PlanId == plan.Id && t.Outcome == "SentBack") },
        _ when task.Evidence is not null && !await db.Set<StoredFile>().AnyAsync(f => f.TaskId == task.Id && f.Field == TaskFiles.Evidence) =>
            Do("Attach", task.Id, task.AccountableRole),
        _ => Do("Complete", task.Id, task.AccountableRole) with { Typed = task.Form.ToDictionary(f => f.Name, Answer) },
    };

    private static string Answer(FormField field) => field.Type switch
    {
        "number" => "7",
        "money" => "15000",
        "date" => "2027-06-01",
        "yesno" => "false",
        "choice" => field.Options![0].Value,
        _ => "Essai",
    };

    // Nobody has anything to do: the clock works, at first at this moment, then at the next one that something waits for.
    private async Task<Act> WaitAsync(WorkflowsDbContext db)
    {
        if (_isSwept)
        {
            var next = await db.Set<WaitingBookmark>().Where(b => b.DueAt > _now).MinAsync(b => b.DueAt);
            var lease = await db.Letters.Where(l => l.LeaseUntil >= _now).MinAsync(l => l.LeaseUntil);
            var again = await db.Letters.Where(l => l.State == LetterState.Deferred && l.DueAt > _now).MinAsync(l => (DateTimeOffset?)l.DueAt);
            _now = new[] { next, lease?.AddSeconds(1), again }.Min()
                ?? throw new InvalidOperationException($"The plan of {region} stands still: nobody has anything to do, and nothing waits for a time.");
        }

        var sweep = Do("Sweep", Guid.Empty, "");
        _isSwept = true;
        return sweep;
    }
}
