using System.Text.Json.Nodes;

namespace Asmex.Workflows.Web.Api;

/// <summary>The lists of an Elsa server that say what this engine has: what it does not have is not in them.</summary>
internal static class ElsaWords
{
    internal sealed record Expression(string Type, string DisplayName, bool IsSerializable, bool IsBrowsable, JsonObject Properties);

    internal sealed record StorageDriver(string TypeName, string DisplayName, double Priority, bool Deprecated);

    internal sealed record VariableType(string TypeName, string DisplayName, string Category, string Description);

    internal sealed record Strategy(string DisplayName, string Description, string TypeName);

    internal sealed record CommitStrategy(string Name, string DisplayName, string Description);

    internal sealed record Feature(string Name, string Namespace, string FullName, string DisplayName, string Description);

    public static IReadOnlyList<Expression> Expressions { get; } =
    [
        new("Literal", "Literal", true, false, []),
        new("Object", "Object", true, false, []),
        new("Json", "Json", true, false, []),
        new("Variable", "Variable", true, true, []),
        new("Input", "Input", true, true, []),
        new("JavaScript", "JavaScript", true, true, new JsonObject { ["MonacoLanguage"] = "javascript" }),
        new("Liquid", "Liquid", true, true, new JsonObject { ["MonacoLanguage"] = "liquid" }),
    ];

    public static IReadOnlyList<StorageDriver> StorageDrivers { get; } =
        [new("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", "Workflow Instance", 5, false)];

    public static IReadOnlyList<VariableType> VariableTypes { get; } =
    [
        .. new[] { "Object", "String", "Boolean", "Int32", "Int64", "Single", "Double", "Decimal" }.Select(name => new VariableType(name, name, "Primitives", "")),
        new("ObjectDictionary", "ObjectDictionary", "Dynamic", ""),
    ];

    public static IReadOnlyList<Strategy> ActivationStrategies { get; } =
        [new("Always", "Every start makes a new instance.", "Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core")];

    public static IReadOnlyList<Strategy> IncidentStrategies { get; } =
        [new("Fault", "Nothing of a step that failed stays but its incident; a person retries or skips it.", "FaultStrategy")];

    public static IReadOnlyList<Strategy> LogPersistenceStrategies { get; } =
        [new("Include", "Every execution is kept.", "Elsa.Workflows.LogPersistence.Strategies.Include, Elsa.Workflows.Core")];

    public static IReadOnlyList<CommitStrategy> CommitStrategies { get; } =
        [new("Burst", "Whole burst", "What the steps of a burst did is committed together with the act that caused it, or not at all.")];

    public static IReadOnlyList<Feature> Features { get; } =
    [
        new("WorkflowDefinitions", "Elsa", "Elsa.WorkflowDefinitions", "Workflow definitions", ""),
        new("WorkflowInstances", "Elsa", "Elsa.WorkflowInstances", "Workflow instances", ""),
        new("RealTimeWorkflowUpdates", "Elsa", "Elsa.RealTimeWorkflowUpdates", "Real-time workflow updates", ""),
        new("JavaScript", "Elsa", "Elsa.JavaScript", "JavaScript", ""),
        new("Liquid", "Elsa", "Elsa.Liquid", "Liquid", ""),
    ];
}
