using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Engine.Definitions;

/// <summary>What to use in place of an activity type that is not supported.</summary>
internal static class SupportedTypes
{
    private static readonly Dictionary<string, string> Ways = new()
    {
        ["Elsa.ReadLine"] = "Use Elsa.Event, whose answer comes from outside.",
        ["Elsa.HttpEndpoint"] = "Start the workflow by the API, or wait with Elsa.Event.",
        ["Elsa.SendHttpRequest"] = "Use Elsa.RunTask and let the application send the request.",
        ["Elsa.FlowSendHttpRequest"] = "Use Elsa.RunTask and let the application send the request.",
        ["Elsa.SendEmail"] = "Use AsmexLetter or AsmexInvite.",
        ["Elsa.RunCSharp"] = "Use Elsa.RunJavaScript: .NET code of definitions is never run.",
        ["Elsa.RunPython"] = "Use Elsa.RunJavaScript.",
        ["Elsa.RunLiquid"] = "Use Elsa.SetVariable with a Liquid expression.",
        ["Elsa.Inline"] = "Use Elsa.RunJavaScript.",
        ["Elsa.Container"] = "Use Elsa.Sequence or Elsa.Flowchart.",
        ["Elsa.StateMachine"] = "Use Elsa.Flowchart with a line for each transition.",
        ["Elsa.TriggerDispatch"] = "Use Elsa.DispatchWorkflow.",
    };

    public static string NearestTo(string type, ActivityCatalog activities)
    {
        if (Ways.TryGetValue(type, out var way))
            return way;
        var near = activities.Types.Select(t => t.Name).OrderBy(name => Distance(Short(name), Short(type))).ThenBy(name => name).Take(3);
        return $"Use a supported type; the nearest are {string.Join(", ", near)}.";
    }

    private static string Short(string type) => type[(type.LastIndexOf('.') + 1)..].ToUpperInvariant();

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var (corner, first) = (row[0], i);
            row[0] = first;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitute = corner + (left[i - 1] == right[j - 1] ? 0 : 1);
                (corner, row[j]) = (row[j], Math.Min(substitute, Math.Min(row[j], row[j - 1]) + 1));
            }
        }
        return row[^1];
    }
}
