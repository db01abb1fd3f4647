using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>An activity that waits: it is given the answer of its bookmark.</summary>
public interface IResumable : IActivity
{
    Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer);
}
