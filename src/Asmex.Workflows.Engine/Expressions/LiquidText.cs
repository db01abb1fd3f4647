using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Fluid;
using Fluid.Values;

namespace Asmex.Workflows.Engine.Expressions;

/// <summary>A Liquid template. Texts are not encoded: what needs encoding is encoded where it is used.</summary>
internal sealed class LiquidText
{
    private const int MostSteps = 100_000;
    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = NewOptions();
    private readonly IFluidTemplate _template;

    private LiquidText(IFluidTemplate template) => _template = template;

    /// <exception cref="FormatException">It cannot be parsed.</exception>
    public static LiquidText Parse(string text) =>
        Parser.TryParse(text, out var template, out var problem) ? new LiquidText(template) : throw new FormatException($"The Liquid text cannot be parsed: {problem}");

    public object? Render(ActivityContext context)
    {
        var run = context.Run;
        var scope = new TemplateContext(Options) { Now = () => run.Now };
        scope.SetValue("Variables", new Lookup(name => context.FindVariableByName(name)?.Value));
        scope.SetValue("Input", new Lookup(context.InputValue));
        scope.SetValue("CorrelationId", run.CorrelationId ?? "");
        scope.SetValue("WorkflowInstanceId", run.InstanceId);
        scope.SetValue("WorkflowDefinitionId", run.Definition.DefinitionId);
        scope.SetValue("WorkflowDefinitionVersion", run.Definition.Version);
        return _template.Render(scope, NullEncoder.Default);
    }

    private static TemplateOptions NewOptions()
    {
        var options = new TemplateOptions { MaxSteps = MostSteps, MaxRecursion = 50 };
        options.MemberAccessStrategy.Register<JsonObject, object?>((source, name) => Values.FromJson(source[name]));
        options.MemberAccessStrategy.Register<Lookup, object?>((source, name) => source.Find(name));
        options.ValueConverters.Add(value => value is JsonObject members ? new ObjectValue(members) : null);
        options.ValueConverters.Add(value => value is JsonArray items ? items.Select(Values.FromJson).ToArray() : null);
        return options;
    }

    private sealed record Lookup(Func<string, object?> Find);
}
