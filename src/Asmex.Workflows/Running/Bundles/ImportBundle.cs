using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.People;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running.Bundles;

/// <summary>Takes the action type of a bundle back in and publishes it. The stand-ins are left out: here the types are ours.</summary>
public sealed class ImportBundle(ImportDefinition import, Definitions definitions)
{
    /// <exception cref="RuleBrokenException">It is no bundle; nothing was written.</exception>
    /// <exception cref="DefinitionFaultException">The action type cannot run here; says every fault. Nothing was written.</exception>
    public Task<StoredDefinition> RunAsync(string bundle, Actor actor, CancellationToken cancellation)
    {
        actor.MustWriteDefinitions();
        return import.RunAsync(Bundle.MainOf(bundle, definitions), toBePublished: true, actor, cancellation);
    }
}
