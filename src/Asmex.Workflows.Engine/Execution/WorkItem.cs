using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>An activity that is to run, and for whom.</summary>
internal readonly record struct WorkItem(ActivityNode Node, ActivityContext Owner, bool CameBack, List<VariableSlot>? Variables);
