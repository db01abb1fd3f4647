using System.Text.Json.Serialization;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>One question of a task's form, as the definition describes it.</summary>
/// <param name="Name">The member of the answer.</param>
/// <param name="Type">text, longtext, number, money, date, choice, yesno, file or firms.</param>
/// <param name="Min">The least number or amount; for <c>firms</c> the least count.</param>
/// <param name="Max">The greatest number or amount; for <c>firms</c> the greatest count.</param>
/// <param name="Options">What a choice offers.</param>
/// <param name="VisibleWhen">Asked only when another field has this value.</param>
public sealed record FormField(
    string Name, string Type, Wording Label, bool Required = false, decimal? Min = null, decimal? Max = null,
    IReadOnlyList<FieldOption>? Options = null, Wording? Help = null, FieldCondition? VisibleWhen = null);

public sealed record FieldOption(string Value, Wording Label);

public sealed record FieldCondition(string Field, [property: JsonPropertyName("equals")] string Value);
