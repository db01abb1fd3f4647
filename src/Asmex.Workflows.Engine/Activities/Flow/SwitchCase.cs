using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>One case of a switch.</summary>
internal sealed record SwitchCase(string Label, Input<bool> Condition)
{
    public static IReadOnlyList<SwitchCase> Read(JsonArray? cases) => [.. (cases ?? []).OfType<JsonObject>().Select(Read)];

    private static SwitchCase Read(JsonObject one)
    {
        var condition = one["condition"]?["expression"] ?? one["condition"];
        return new(one["label"]?.GetValue<string>() ?? "", new Input<bool>(condition?["type"]?.GetValue<string>() ?? ExpressionTypes.Literal, condition?["value"]));
    }
}
