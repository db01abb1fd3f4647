using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Engine.Migrations;

/// <summary>Brings the counts of a flowchart to its new version, so that joins neither wait for what has passed nor go on without what is to come.</summary>
internal static class FlowMigration
{
    public static FlowScope Scope(ContextRecord record, Flowchart before, Flowchart after, Func<ActivityNode, ActivityNode?> find)
    {
        var (old, scope) = (before.NewScope(), after.NewScope());
        (record.ActivityVisits ?? []).CopyTo(old.Activities, 0);
        (record.ConnectionVisits ?? []).CopyTo(old.Connections, 0);
        foreach (var activity in before.Activities)
            if (find(activity) is { } kept && after.PlaceOf(kept) is >= 0 and var place)
                scope.Activities[place] = old.Activities[before.PlaceOf(activity)];
        var known = new HashSet<Connection>();
        foreach (var connection in before.Connections)
            if (after.Connections.FirstOrDefault(c => c.Port == connection.Port && c.Source == find(connection.Source) && c.Target == find(connection.Target)) is { } kept)
            {
                known.Add(kept);
                scope.Connections[kept.Index] = old.Connections[connection.Index];
                if (record.Postponed?.Contains(connection.Index) ?? false)
                    scope.Postponed.Add(kept.Index);
            }
        PassNew(after, scope, known, before.Activities.Select(find).OfType<ActivityNode>().ToHashSet());
        return scope;
    }

    // What is new and lies behind what was done already counts as passed, and as followed: a join must not wait for it.
    private static void PassNew(Flowchart after, FlowScope scope, HashSet<Connection> known, HashSet<ActivityNode> kept)
    {
        for (var hasPassed = true; hasPassed;)
        {
            hasPassed = false;
            foreach (var connection in after.Connections)
            {
                var visits = scope.Activities[after.PlaceOf(connection.Source)];
                if (known.Contains(connection) || visits == 0 || after.Graph!.LeadsBack(connection) || scope.VisitsOf(connection) >= visits)
                    continue;
                while (scope.VisitsOf(connection) < visits)
                    scope.Visit(connection, isFollowed: true);
                hasPassed = true;
            }
            foreach (var node in after.Activities.Where(a => !kept.Contains(a)))
            {
                var inbound = after.Graph!.InboundForward(node);
                if (inbound.Count == 0 || scope.Activities[after.PlaceOf(node)] >= inbound.Min(scope.VisitsOf))
                    continue;
                scope.Activities[after.PlaceOf(node)] = inbound.Min(scope.VisitsOf);
                hasPassed = true;
            }
        }
    }
}
