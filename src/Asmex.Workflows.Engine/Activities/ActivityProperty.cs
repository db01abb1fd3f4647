using System.Reflection;
using System.Text.Json;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>An input, output or port of an activity class.</summary>
internal sealed class ActivityProperty(PropertyInfo property)
{
    private readonly InputAttribute? _input = property.GetCustomAttribute<InputAttribute>();

    public PortAttribute? Port { get; } = property.GetCustomAttribute<PortAttribute>();
    public string Name => property.Name;
    public Type Type => property.PropertyType;

    /// <summary>The member of the activity's JSON.</summary>
    public string Member { get; } = JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    public bool IsRequired => _input?.Required ?? false;
    public string? UiHint => _input?.UiHint;
    public string? Choices => _input?.Choices;
    public string Description => _input?.Description ?? property.GetCustomAttribute<OutputAttribute>()?.Description ?? "";
    public bool IsWrapped => Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(Input<>);
    public Type ValueType => Type.IsGenericType && !IsPlain ? Type.GetGenericArguments()[0] : Type;

    public void Set(IActivity activity, object? value) => property.SetValue(activity, value);

    public object? Get(IActivity activity) => property.GetValue(activity);

    private bool IsPlain => Type.GetGenericTypeDefinition() != typeof(Input<>) && Type.GetGenericTypeDefinition() != typeof(Output<>);
}
