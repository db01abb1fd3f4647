namespace Asmex.Workflows.Engine.Activities;

/// <summary>An activity that contains others: it schedules them and is told when each is done.</summary>
public interface IComposite : IActivity
{
    /// <summary>Called when a child it scheduled has completed. <see cref="Outcome.Ongoing"/> while there is more to wait for.</summary>
    Outcome ChildDone(ActivityContext context, ActivityContext child, IReadOnlyList<string> outcomes);
}
