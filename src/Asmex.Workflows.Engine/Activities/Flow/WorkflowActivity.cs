using Asmex.Workflows.Engine.Definitions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>The workflow itself: its one child is the root of the definition.</summary>
[NotInCatalog]
internal sealed class WorkflowActivity(ActivityNode? root) : IComposite
{
    public Outcome Run(ActivityContext context)
    {
        if (root is null)
            return Outcome.Done.Plain;
        context.Schedule(root);
        return Outcome.Ongoing.Plain;
    }

    public Outcome ChildDone(ActivityContext context, ActivityContext child, IReadOnlyList<string> outcomes) => new Outcome.Done([.. outcomes]);
}
