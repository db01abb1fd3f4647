namespace Asmex.Workflows.Web.Pages.Shared;

/// <summary>What a <see cref="Field{TValue}"/> gives to the input inside it.</summary>
/// <param name="Attributes">To be splatted: <c>&lt;InputText @attributes="field.Attributes" … /&gt;</c> ties label, help and error to it.</param>
public sealed record FieldInput(string Id, IReadOnlyDictionary<string, object> Attributes);
