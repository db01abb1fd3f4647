using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>An activity class as definitions see it: its name, inputs, outputs and ports, read from its attributes once.</summary>
public sealed class ActivityType
{
    internal ActivityType(Type implementation)
    {
        Implementation = implementation;
        Attribute = implementation.GetCustomAttribute<ActivityAttribute>();
        Name = Attribute?.Type ?? implementation.Name;
        Outcomes = implementation.GetCustomAttribute<OutcomesAttribute>()?.Names ?? Outcome.DoneNames;
        var properties = implementation.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        Inputs = [.. properties.Where(p => p.IsDefined(typeof(InputAttribute))).Select(p => new ActivityProperty(p))];
        Outputs = [.. properties.Where(p => p.IsDefined(typeof(OutputAttribute))).Select(p => new ActivityProperty(p))];
        Ports = [.. properties.Where(p => p.IsDefined(typeof(PortAttribute))).Select(p => new ActivityProperty(p))];
    }

    /// <summary>The type name in definitions.</summary>
    public string Name { get; }

    /// <summary>The ports it may leave by, unless they depend on its inputs.</summary>
    public IReadOnlyList<string> Outcomes { get; }

    /// <summary>The members of its JSON that are its inputs, outputs and contained activities.</summary>
    public IEnumerable<string> Members => Inputs.Concat(Outputs).Concat(Ports).SelectMany(p => p.Port?.Within is { } within ? [p.Member, within] : new[] { p.Member });

    internal Type Implementation { get; }
    internal ActivityAttribute? Attribute { get; }
    internal IReadOnlyList<ActivityProperty> Inputs { get; }
    internal IReadOnlyList<ActivityProperty> Outputs { get; }
    internal IReadOnlyList<ActivityProperty> Ports { get; }

    /// <summary>A new activity with the inputs and outputs that the JSON gives it; contained activities are set by the reader.</summary>
    internal IActivity Create(JsonObject source, Action<ActivityProperty, string, FaultReason> fault)
    {
        var activity = (IActivity)Activator.CreateInstance(Implementation, nonPublic: true)!;
        foreach (var input in Inputs)
            Bind(activity, input, source, fault);
        foreach (var output in Outputs)
            if (source[output.Member]?["memoryReference"]?["id"]?.GetValue<string>() is { } id)
                output.Set(activity, Activator.CreateInstance(output.Type, id));
        return activity;
    }

    private static void Bind(IActivity activity, ActivityProperty input, JsonObject source, Action<ActivityProperty, string, FaultReason> fault)
    {
        var given = source[input.Member];
        if (given is null)
        {
            if (input.IsRequired)
                fault(input, $"needs the input '{input.Name}', which is missing.", new("InputMissing", input.Name));
            return;
        }
        if (input.IsWrapped)
        {
            var bound = Wrap(input.Type, given);
            input.Set(activity, bound);
            if (input.IsRequired && bound.IsConstant && IsNothing(bound.Expression))
                fault(input, $"needs the input '{input.Name}', which is empty.", new("InputMissing", input.Name));
            else if (bound.Problem() is { } problem)
                fault(input, $"has an input '{input.Name}' that cannot be read: {problem}", new("InputUnreadable", input.Name, problem));
            return;
        }
        try
        {
            input.Set(activity, given.Deserialize(input.Type, Values.Web));
        }
        catch (JsonException problem)
        {
            fault(input, $"has a member '{input.Name}' that cannot be read: {problem.Message}", new("InputUnreadable", input.Name, problem.Message));
        }
    }

    // What a designer leaves behind when a field is emptied.
    private static bool IsNothing(JsonNode? value) => value is null || (value is JsonValue text && text.TryGetValue<string>(out var said) && said.Trim().Length == 0);

    internal static Input Wrap(Type type, JsonNode given)
    {
        if (given is JsonObject { Count: > 0 } members && members["expression"] is JsonObject expression)
            return (Input)Activator.CreateInstance(type, expression["type"]?.GetValue<string>() ?? ExpressionTypes.Literal, expression["value"])!;
        return (Input)Activator.CreateInstance(type, given is JsonValue ? ExpressionTypes.Literal : ExpressionTypes.Json, given)!;
    }
}
