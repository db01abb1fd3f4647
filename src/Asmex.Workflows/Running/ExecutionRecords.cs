using System.Text.Json;
using System.Text.Json.Serialization;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Running;

/// <summary>The activity executions of a burst as the journal keeps them.</summary>
public static class ExecutionRecords
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Write(IReadOnlyList<ActivityExecution> executions) => JsonSerializer.Serialize(executions, _json);

    public static IReadOnlyList<ActivityExecution> Read(string json) => JsonSerializer.Deserialize<IReadOnlyList<ActivityExecution>>(json, _json)!;
}
