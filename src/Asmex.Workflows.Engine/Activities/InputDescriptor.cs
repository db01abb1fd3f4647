namespace Asmex.Workflows.Engine.Activities;

/// <summary>An input as a designer shows it.</summary>
/// <param name="IsWrapped">True when it is given as an expression.</param>
/// <param name="UiHint">How it is typed in: singleline, multiline, checkbox, dropdown, json-editor …</param>
/// <param name="DefaultSyntax">The kind of expression that a new one starts with.</param>
/// <param name="Choices">The name of the application's list to choose from; absent for none.</param>
/// <param name="Values">The names of an enumeration; empty for other types.</param>
public sealed record InputDescriptor(
    string Name, string TypeName, string DisplayName, string Description, bool IsWrapped, bool IsRequired, string UiHint, string DefaultSyntax, string? Choices, IReadOnlyList<string> Values)
{
    private const string Json = "json-editor";

    internal static InputDescriptor Of(ActivityProperty input)
    {
        var type = Nullable.GetUnderlyingType(input.ValueType) ?? input.ValueType;
        var hint = input.UiHint ?? HintOf(type);
        return new InputDescriptor(
            input.Name, TypeAliases.Of(input.ValueType), input.Name, input.Description, input.IsWrapped, input.IsRequired, hint,
            hint is Json or "checklist" or "dynamic-outcomes" ? "Object" : "Literal", input.Choices, type.IsEnum ? Enum.GetNames(type) : []);
    }

    private static string HintOf(Type type)
    {
        if (type == typeof(bool))
            return "checkbox";
        if (type.IsEnum)
            return "dropdown";
        if (type == typeof(string) || type.IsPrimitive || type.Namespace == nameof(System) && type != typeof(object))
            return "singleline";
        return type == typeof(object) ? "multiline" : Json;
    }
}
