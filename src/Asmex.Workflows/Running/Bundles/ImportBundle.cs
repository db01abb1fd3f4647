using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.People;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running.Bundles;

/// <summary>Takes the action type of a bundle back in and publishes it. The stand-ins are left out: here the types are ours.</summary>
public sealed class ImportBundle(WorkflowsDbContext db, ImportDefinition import, Definitions definitions, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">It is no bundle; nothing was written.</exception>
    /// <exception cref="DefinitionFaultException">The action type cannot run here; says every fault. Nothing was written.</exception>
    public async Task<StoredDefinition> RunAsync(string bundle, Actor actor, CancellationToken cancellation)
    {
        actor.MustWriteDefinitions();
        var main = await Bundle.MainOfAsync(bundle, source => definitions.ParseAsync(db, source, clock.GetUtcNow(), cancellation));
        return await import.RunAsync(main, toBePublished: true, actor, cancellation);
    }
}
