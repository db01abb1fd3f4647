using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Activities joined by lines. Lines that meet wait for all that can still come, as Elsa's counter-based flowcharts do.</summary>
/// <remarks>Each completion visits every line that leaves the activity, as followed or not followed; where all lines into an activity
/// have been visited it runs, or is passed over when none was followed, and its own lines are visited as not followed.</remarks>
[Activity("Elsa.Flowchart", Category = "Flow", Description = "Activities joined by lines.", IsContainer = true, IsBrowsable = false)]
internal sealed class Flowchart : IComposite
{
    private static readonly IReadOnlyList<string> None = [];
    private readonly Dictionary<ActivityNode, int> _places = [];

    [Port] public IReadOnlyList<ActivityNode> Activities { get; init; } = [];

    public IReadOnlyList<Connection> Connections { get; private set; } = [];
    public FlowGraph? Graph { get; private set; }
    public ActivityNode? Start { get; private set; }

    public Outcome Run(ActivityContext context)
    {
        if (Start is null)
            return Outcome.Done.Plain;
        context.Scope = NewScope();
        context.Schedule(Start);
        return Outcome.Ongoing.Plain;
    }

    public Outcome ChildDone(ActivityContext context, ActivityContext child, IReadOnlyList<string> outcomes)
    {
        if (child.Node.Activity is ITerminal)
            return Outcome.Done.Plain;
        context.Scope!.Followed = [.. Graph!.Outbound(child.Node).Where(c => outcomes.Contains(c.Port)).Select(c => c.Target)];
        var hasScheduled = Leave(context, child.Node, outcomes, child.CameBack);
        context.Scope.Followed = [];
        return hasScheduled | GiveUpPostponed(context) ? Outcome.Ongoing.Plain : DoneUnlessPending(context);
    }

    /// <summary>A child was ended from outside: what waits for it must not wait for ever.</summary>
    public Outcome ChildCanceled(ActivityContext context, ActivityContext child) =>
        Leave(context, child.Node, None, cameBack: false) | GiveUpPostponed(context) ? Outcome.Ongoing.Plain : DoneUnlessPending(context);

    public int PlaceOf(ActivityNode node) => _places.GetValueOrDefault(node, -1);

    public FlowScope NewScope() => new(Activities.Count, Connections.Count);

    public void Connect(IReadOnlyList<Connection> connections, ActivityNode? start)
    {
        for (var place = 0; place < Activities.Count; place++)
            _places[Activities[place]] = place;
        Connections = connections;
        Start = start ?? DefaultStart();
        Graph = Start is null ? null : new FlowGraph(connections, Start);
    }

    private ActivityNode? DefaultStart() =>
        Activities.FirstOrDefault(a => a.Activity is StartActivity)
        ?? Activities.FirstOrDefault(a => a.CanStartWorkflow)
        ?? Activities.FirstOrDefault(a => Connections.All(c => c.Target != a))
        ?? (Activities.Count == 0 ? null : Activities[0]);

    private static Outcome DoneUnlessPending(ActivityContext context) =>
        context.Run.HasPendingWork(context) || context.Children.Any(c => c.Status == ActivityStatus.Faulted) ? Outcome.Ongoing.Plain : Outcome.Done.Plain;

    private bool Leave(ActivityContext context, ActivityNode node, IReadOnlyList<string> outcomes, bool cameBack)
    {
        var scope = context.Scope!;
        if (!Graph!.IsReachable(node))
            throw new InvalidOperationException($"Activity '{node.Id}' cannot be reached from the start of flowchart '{context.Node.Id}'.");
        if (!cameBack)
            scope.Visit(_places[node]);
        var hasScheduled = false;
        foreach (var connection in Graph.Outbound(node))
        {
            var isFollowed = outcomes.Contains(connection.Port);
            scope.Postponed.Remove(connection.Index);
            if (!isFollowed && MayComeAgain(context, connection))
            {
                scope.Postponed.Add(connection.Index);
                continue;
            }
            scope.Visit(connection, isFollowed);
            hasScheduled |= Graph.LeadsBack(connection) ? isFollowed && GoBack(context, connection) : GoForward(context, connection);
        }
        return hasScheduled;
    }

    // Elsa counts the line as not followed at once, and a join behind it then goes on without this branch (its issue 7724).
    private bool MayComeAgain(ActivityContext context, Connection connection)
    {
        if (Graph!.LeadsBack(connection) || Graph.Late(connection).Loops is not { Count: > 0 } loops)
            return false;
        foreach (var followed in context.Scope!.Followed)
            if (loops.Contains(followed))
                return true;
        return context.Run.IsUnderWay(context, loops);
    }

    /// <summary>Counts postponed lines as not followed once nothing is under way that could still lead to them.</summary>
    private bool GiveUpPostponed(ActivityContext context)
    {
        var scope = context.Scope!;
        var hasScheduled = false;
        foreach (var index in scope.Postponed.ToArray())
        {
            var connection = Connections[index];
            if (!scope.Postponed.Contains(index) || context.Run.IsUnderWay(context, Graph!.Late(connection).Feeders))
                continue;
            scope.Postponed.Remove(index);
            scope.Visit(connection, isFollowed: false);
            hasScheduled |= GoForward(context, connection);
        }
        return hasScheduled;
    }

    private bool GoBack(ActivityContext context, Connection connection)
    {
        if (!Graph!.IsValidBack(connection))
            throw new InvalidOperationException(
                $"The line {connection} leads back, but not every way from the start to '{connection.Source.Id}' passes '{connection.Target.Id}'.");
        context.Schedule(connection.Target, cameBack: true);
        return true;
    }

    private bool GoForward(ActivityContext context, Connection connection)
    {
        var target = connection.Target;
        var scope = context.Scope!;
        var inbound = Graph!.InboundForward(target);
        var visits = scope.Activities[_places[target]];
        var mode = target.Activity is FlowJoin join ? join.ModeIn(context) : FlowJoinMode.WaitAllActive;
        if (mode == FlowJoinMode.WaitAny)
            return GoToFirst(context, connection, inbound, visits);
        if (!AllVisited(scope, inbound, visits))
            return false;
        var runs = mode == FlowJoinMode.WaitAll ? AreAllFollowed(scope, inbound, visits) : IsAnyFollowed(scope, inbound, visits);
        return runs ? Enter(context, target) : Leave(context, target, None, cameBack: false);
    }

    private bool GoToFirst(ActivityContext context, Connection connection, IReadOnlyList<Connection> inbound, int visits)
    {
        var target = connection.Target;
        var scope = context.Scope!;
        if (scope.VisitsOf(connection) <= visits || context.Run.IsScheduled(context, target))
            return false;
        if (IsAnyFollowed(scope, inbound, visits))
        {
            Enter(context, target);
            CancelWaysTo(context, target);
            return true;
        }
        return AllVisited(scope, inbound, visits) && Leave(context, target, None, cameBack: false);
    }

    /// <summary>Ends what is still under way on the ways to an activity.</summary>
    public void CancelWaysTo(ActivityContext context, ActivityNode target)
    {
        var ancestors = Graph!.Ancestors(target);
        foreach (var child in context.Children.ToArray())
            if (ancestors.Contains(child.Node))
                context.Run.Cancel(child);
    }

    private static bool Enter(ActivityContext context, ActivityNode target)
    {
        context.Schedule(target);
        return true;
    }

    private static bool AllVisited(FlowScope scope, IReadOnlyList<Connection> inbound, int visits)
    {
        foreach (var connection in inbound)
            if (scope.VisitsOf(connection) <= visits)
                return false;
        return true;
    }

    // Only the lines visited most belong to the newest round.
    private static bool IsAnyFollowed(FlowScope scope, IReadOnlyList<Connection> inbound, int visits)
    {
        var most = MostVisits(scope, inbound);
        return most > visits && inbound.Any(c => scope.VisitsOf(c) == most && scope.WasFollowed(c));
    }

    private static bool AreAllFollowed(FlowScope scope, IReadOnlyList<Connection> inbound, int visits)
    {
        var most = MostVisits(scope, inbound);
        return most > visits && inbound.All(c => scope.VisitsOf(c) == most && scope.WasFollowed(c));
    }

    private static int MostVisits(FlowScope scope, IReadOnlyList<Connection> inbound)
    {
        var most = 0;
        foreach (var connection in inbound)
            most = Math.Max(most, scope.VisitsOf(connection));
        return most;
    }
}
