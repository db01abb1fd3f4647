using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Engine.Migrations;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running.Operations;

/// <summary>Brings a running instance to another version of its definition. What was completed is never run again; what was asked stays asked.</summary>
public sealed class MigrateInstance(WorkflowsDbContext db, Definitions definitions, TimeProvider clock)
{
    /// <summary>New activity ids by old ones, as a person typed them: <c>old=new</c>; what is not of this form is passed over.</summary>
    public static IReadOnlyDictionary<string, string> Renames(IEnumerable<string> typed) =>
        typed.Select(r => r.Split('=', 2, StringSplitOptions.TrimEntries)).Where(r => r is [{ Length: > 0 }, { Length: > 0 }]).DistinctBy(r => r[0]).ToDictionary(r => r[0], r => r[1]);

    /// <summary>The dry run: writes nothing.</summary>
    /// <param name="version">Without it: the published one.</param>
    /// <param name="renamed">New activity ids by old ones, for those that were renamed.</param>
    public async Task<MigrationPlan> PreviewAsync(string instanceId, int? version, IReadOnlyDictionary<string, string>? renamed, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        var instance = await db.Set<WorkflowInstance>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == instanceId, cancellation) ?? throw new NothingThereException("workflow");
        return (await PlanAsync(instance, version, renamed, cancellation)).Plan;
    }

    /// <exception cref="RuleBrokenException">It has ended, stands on that version already, or something under way would be lost.</exception>
    public async Task<MigrationPlan> RunAsync(string instanceId, int? version, IReadOnlyDictionary<string, string>? renamed, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var writer = new BurstWriter(db);
        var instance = await writer.LockRunningAsync(instanceId, cancellation);
        var (plan, migration) = await PlanAsync(instance, version, renamed, cancellation);
        if (!plan.IsPossible)
        {
            throw new RuleBrokenException("Running.MigrationLoses", plan.To, string.Join(", ", plan.Steps.Where(s => s.Kind == MigrationKind.Lost).Select(s => s.ActivityId)));
        }

        var now = clock.GetUtcNow();
        if (migration is null)
        {
            writer.Redirect(instance, plan.To, now);
        }
        else
        {
            writer.Move(instance, migration.Apply(), plan.To, actor, now);
        }

        db.Record(instance, actor, now, "History.InstanceMigrated", instance.Name ?? instance.DefinitionId, plan.From, plan.To);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return plan;
    }

    private async Task<(MigrationPlan Plan, Migration? Migration)> PlanAsync(
        WorkflowInstance instance, int? version, IReadOnlyDictionary<string, string>? renamed, CancellationToken cancellation)
    {
        var target = version ?? await Definitions.PublishedAsync(db, instance.DefinitionId, cancellation);
        if (target == instance.Version)
        {
            throw new RuleBrokenException("Running.SameVersion", instance.Name ?? instance.DefinitionId, target);
        }

        if (!await db.Set<StoredDefinition>().AnyAsync(d => d.DefinitionId == instance.DefinitionId && d.Version == target && d.State != DefinitionState.Draft && d.State != DefinitionState.Deleted, cancellation))
        {
            throw new NothingThereException("version");
        }

        var to = await definitions.GetAsync(db, instance.DefinitionId, target, cancellation);
        if (instance.Bursts == 0)
        {
            return (new MigrationPlan(instance.Version, target, [], [], [], IsPossible: true), null);
        }

        var from = await definitions.GetAsync(db, instance.DefinitionId, instance.Version, cancellation);
        var migration = new Migration(from, to, instance.ReadState(), renamed);
        return (new MigrationPlan(instance.Version, target, migration.Steps, migration.LostVariables, migration.NewVariables, migration.IsPossible), migration);
    }
}
