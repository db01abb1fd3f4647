using System.Linq.Expressions;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Makes tasks that no workflow waits for, inside the transaction of a verb.</summary>
public sealed class HandMadeTasks(
    WorkflowsDbContext db, Calendar calendar, PeopleDirectory people, ReminderPolicies policies, TaskWords words, Notices notices, TimeProvider clock)
{
    /// <summary>Further away it is a wish, not a task.</summary>
    public const int MostWorkingDays = 500;

    public const int LongestInstructions = 4_000;
    public const int MostChecks = 50;

    private static readonly Wording _making = new("Création de la tâche", "إنشاء المهمة", "The task was made");
    private static readonly Wording _chosen = new("Jour demandé", "اليوم المطلوب", "The day asked for");

    private static readonly FormField _note = new("note", "longtext", new Wording("Ce qui a été fait", "ما تم إنجازه", "What was done"));

    /// <summary>True for a delegate of the region, and for those who decide there.</summary>
    public static bool MayMake(Actor actor, string region) => actor.Is(Roles.Delegate, region) || Roles.OfManagers.Any(role => actor.Is(role, region));

    /// <exception cref="RuleBrokenException">It is not this person's to ask, the action is over, or the other has no rights there.</exception>
    public async Task<PlanTask> AddAsync(MakeTaskRequest request, Actor actor, CancellationToken cancellation)
    {
        var action = await ActionAsync(request.ActionId, actor, cancellation);
        var region = action?.Region ?? RegionCatalog.Find(request.Region)?.Code ?? throw new NothingThereException("region");
        if (!MayMake(actor, region))
        {
            throw new RuleBrokenException("Tasks.MayNotMake", RegionCatalog.NameOf(region));
        }

        var now = clock.GetUtcNow();
        var title = new Wording(request.Title?.Trim() ?? "");
        var (role, owner, told) = await OwnerAsync(request.To, region, title, cancellation);
        var working = await calendar.HoldAsync(cancellation);
        var rule = RuleOf(request.Due, region, Zone.DateOf(now));
        var task = new PlanTask(region, role, title, actor, now)
        {
            PlanId = action?.PlanId,
            ActionId = action?.Id,
            Instructions = Text(request.Instructions, LongestInstructions, "Tasks.InstructionsTooLong"),
            Evidence = Text(request.Evidence, PlanTask.LongestTitle, "Tasks.EvidenceTooLong"),
            Form = [_note],
            DueOn = working.DueOn(rule),
            Due = rule,
            CalendarVersion = working.Version,
            SearchWords = await words.OfAsync(title, region, action?.PlanId, action?.Id, cancellation),
        };
        task.Rank(request.Priority);
        if (owner is not null)
        {
            task.Assign(owner.Id);
        }

        db.Add(task);
        AddChecks(task, request.Checklist);
        db.PlanReminders(task, policies.Of(task.Kind), working);
        db.Add(HistoryEntry.Of(task.By(actor), now, "History.TaskMade", task.About(), title, owner is null ? Roles.NameOf(role) : new Wording(owner.Name)));
        await TellAsync(task, told, actor, cancellation);
        return task;
    }

    /// <summary>The house itself asks for something, of whoever holds a role; where nobody does it still stands in the list of the role.</summary>
    internal async Task<PlanTask> AskAsync(HouseTask ask, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var holders = (await people.HoldersAsync(ask.Role, ask.Region, cancellation)).Where(p => p.SuspendedAt is null).ToList();
        var working = await calendar.HoldAsync(cancellation);
        var rule = new DateRule(Zone.DateOf(now), ask.WorkingDays, RegionCatalog.Find(ask.Region)?.Code, _making);
        var task = new PlanTask(ask.Region, ask.Role, ask.Title, Actor.House, now)
        {
            Instructions = ask.Instructions,
            Form = [_note],
            DueOn = working.DueOn(rule),
            Due = rule,
            CalendarVersion = working.Version,
            SearchWords = await words.OfAsync(ask.Title, ask.Region, planId: null, actionId: null, cancellation),
        };
        if (holders is [var only])
        {
            task.Assign(only.Id);
        }

        db.Add(task);
        db.PlanReminders(task, policies.Of(task.Kind), working);
        db.Add(HistoryEntry.Of(Actor.House, now, "History.TaskMade", task.About() with { FirmId = ask.FirmId }, ask.Title, Roles.NameOf(ask.Role)));
        await notices.TaskHandedAsync(task, holders, ask.Instructions, $"task-made:{task.Id:N}", cancellation);
        return task;
    }

    /// <summary>An action that a task may still become part of; none when none is meant.</summary>
    public async Task<PlanAction?> ActionAsync(Guid? actionId, Actor actor, CancellationToken cancellation)
    {
        if (actionId is not { } id)
        {
            return null;
        }

        var action = await db.Set<PlanAction>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellation);
        return action is null || !actor.Sees(action.Region) ? throw new NothingThereException("action")
            : action.Status is PlanStatus.Closed or PlanStatus.Abandoned ? throw new RuleBrokenException("Tasks.ActionOver", action.Edition) : action;
    }

    /// <summary>How the day asked for is counted: the day itself, or the first working day after it.</summary>
    public static DateRule RuleOf(TaskDay day, string region, DateOnly today) => day switch
    {
        { On: { } on, WorkingDays: null } => on < today ? throw new RuleBrokenException("Tasks.DuePast", on)
            : on > today.AddDays(2 * MostWorkingDays) ? throw new RuleBrokenException("Tasks.DueTooFar", MostWorkingDays) : new DateRule(on, 0, region, _chosen),
        { On: null, WorkingDays: { } days } => days is < 1 or > MostWorkingDays ? throw new RuleBrokenException("Tasks.DueTooFar", MostWorkingDays) : new DateRule(today, days, region, _making),
        _ => throw new RuleBrokenException("Tasks.DueOneOf"),
    };

    /// <summary>What was asked for by hand falls away with what it was part of.</summary>
    public async Task CancelAsync(Expression<Func<PlanTask, bool>> which, CancellationToken cancellation)
    {
        foreach (var task in await db.Set<PlanTask>().Where(t => t.ExecutionId == null && t.Status == PlanTaskStatus.Open).Where(which).ToListAsync(cancellation))
        {
            task.Cancel();
            await db.StopRemindersAsync(task, cancellation);
        }
    }

    private async Task<(string Role, Person? Owner, IReadOnlyList<Person> Told)> OwnerAsync(TaskTo to, string region, Wording title, CancellationToken cancellation)
    {
        if (to.PersonId is { } id)
        {
            var person = (await people.WorkingForAsync(region, cancellation)).FirstOrDefault(p => p.Id == id) ?? throw new RuleBrokenException("Tasks.NotInTheRegion", title);
            var roles = person.RolesIn(region, Zone.Today(clock));
            return to.Role is null || roles.Contains(to.Role) ? (to.Role ?? roles[0], person, [person]) : throw new RuleBrokenException("Tasks.NotTheirRole", title);
        }

        var role = Roles.OfAccounts.Contains(to.Role) && to.Role is not (Roles.Administrator or Roles.Auditor) ? to.Role! : throw new RuleBrokenException("Tasks.ForWhom");
        var holders = (await people.HoldersAsync(role, region, cancellation)).Where(p => p.SuspendedAt is null).ToList();
        return holders.Count switch
        {
            0 => throw new RuleBrokenException("Tasks.NobodyWithRole", Roles.NameOf(role), RegionCatalog.NameOf(region)),
            1 => (role, holders[0], holders),
            _ => (role, null, holders),
        };
    }

    private void AddChecks(PlanTask task, IReadOnlyList<string> labels)
    {
        var points = labels.Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        if (points.Count > MostChecks)
        {
            throw new RuleBrokenException("Checks.TooMany", MostChecks);
        }

        db.AddRange(points.Select((label, i) => new TaskCheck(task.Id, i + 1, new Wording(label), required: false)));
    }

    private async Task TellAsync(PlanTask task, IReadOnlyList<Person> owners, Actor actor, CancellationToken cancellation)
    {
        var to = owners.Where(p => p.Id != actor.PersonId).ToList();
        await notices.TaskHandedAsync(task, to, TextCatalog.Shared.SayInAll("Tasks.MadeWhy", actor.Name, task.DueOn), $"task-made:{task.Id:N}", cancellation);
    }

    private static Wording? Text(string? typed, int longest, string tooLong) => typed?.Trim() switch
    {
        null or "" => null,
        { Length: var length } when length > longest => throw new RuleBrokenException(tooLong, longest),
        var text => new Wording(text),
    };
}
