namespace Asmex.Workflows.Engine.Activities;

/// <summary>An input as a designer shows it.</summary>
/// <param name="IsWrapped">True when it is given as an expression.</param>
/// <param name="UiHint">How it is typed in: singleline, multiline, checkbox, dropdown …</param>
public sealed record InputDescriptor(string Name, string TypeName, string DisplayName, string Description, bool IsWrapped, bool IsRequired, string UiHint)
{
    internal static InputDescriptor Of(ActivityProperty input)
    {
        var type = Nullable.GetUnderlyingType(input.ValueType) ?? input.ValueType;
        var hint = type == typeof(bool) ? "checkbox" : type.IsEnum ? "dropdown" : type == typeof(string) || type.IsPrimitive ? "singleline" : "multiline";
        return new InputDescriptor(input.Name, TypeAliases.Of(input.ValueType), input.Name, input.Description, input.IsWrapped, input.IsRequired, hint);
    }
}
