using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Engine.Expressions;

/// <summary>Turns the expression of an input into a function, once; runs only call it.</summary>
internal static class ExpressionCompiler
{
    public static Func<ActivityContext, T?> Compile<T>(string type, JsonNode? expression)
    {
        if (type is ExpressionTypes.Literal or ExpressionTypes.Json)
            return Constant<T>(Values.FromJson(expression));
        var evaluate = Compile(type, expression);
        return context => Conversion.To<T>(evaluate(context));
    }

    public static Func<ActivityContext, object?> Compile(string type, JsonNode? expression)
    {
        switch (type)
        {
            case ExpressionTypes.Literal or ExpressionTypes.Json:
                var value = Values.FromJson(expression);
                return _ => value;
            case ExpressionTypes.Variable:
                var id = Member(expression, "id");
                return context => context.FindVariable(id)?.Value;
            case ExpressionTypes.Input:
                var name = Member(expression, "name");
                return context => context.InputValue(name);
            case ExpressionTypes.Output:
                var (activity, output) = (Member(expression, "activityId"), Member(expression, "outputName"));
                return context => context.Run.OutputOf(activity, output);
            case ExpressionTypes.JavaScript:
                var script = Script.Parse(Values.Text(Values.FromJson(expression)));
                return context => context.Run.Scripts.Evaluate(script, context);
            case ExpressionTypes.Liquid:
                var template = LiquidText.Parse(Values.Text(Values.FromJson(expression)));
                return template.Render;
            default:
                throw new FormatException($"Expressions of type '{type}' are not supported; use one of: {string.Join(", ", ExpressionTypes.All)}.");
        }
    }

    private static Func<ActivityContext, T?> Constant<T>(object? value)
    {
        if (value is JsonNode or string && typeof(JsonNode).IsAssignableFrom(typeof(T)))
            return _ => Conversion.To<T>(value);
        var constant = Conversion.To<T>(value);
        return _ => constant;
    }

    private static string Member(JsonNode? expression, string name) => expression switch
    {
        JsonObject members => members[name]?.GetValue<string>() ?? "",
        null => "",
        _ => Values.Text(Values.FromJson(expression)),
    };
}
