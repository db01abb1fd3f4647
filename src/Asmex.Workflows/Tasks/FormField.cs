using System.Text.Json.Serialization;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>One question of a task's form, as the definition describes it.</summary>
/// <param name="Name">The member of the answer.</param>
/// <param name="Type">text, longtext, number, money, date, choice, yesno, file, firm, firms, need or table.</param>
/// <param name="Min">The least number or amount; for <c>firms</c> the least count, for <c>table</c> the least rows.</param>
/// <param name="Max">The greatest number or amount; for <c>firms</c> the greatest count, for <c>table</c> the greatest rows.</param>
/// <param name="Options">What a choice offers.</param>
/// <param name="VisibleWhen">Asked only when another field is asked and has this value.</param>
/// <param name="Earliest">For <c>date</c>: the first day that is taken, as an ISO date or <c>today</c>.</param>
/// <param name="Latest">For <c>date</c>: the last day that is taken, as an ISO date or <c>today</c>.</param>
/// <param name="Columns">For <c>table</c>: its columns, of the types text, number, money, date, choice and yesno.</param>
/// <param name="FirstExport">For <c>firms</c>: the firms that are ticked exported for the first time; it counts when the task is completed.</param>
public sealed record FormField(
    string Name, string Type, Wording Label, bool Required = false, decimal? Min = null, decimal? Max = null,
    IReadOnlyList<FieldOption>? Options = null, Wording? Help = null, FieldCondition? VisibleWhen = null,
    string? Earliest = null, string? Latest = null, IReadOnlyList<FormField>? Columns = null, FirstExport? FirstExport = null);

/// <param name="On">The field of the same form that gives the day.</param>
/// <param name="Evidence">The field that gives the proof: the number of a declaration, a contract, an invoice.</param>
/// <param name="Market">The field that gives the country, where one does.</param>
public sealed record FirstExport(string On, string Evidence, string? Market = null);

public sealed record FieldOption(string Value, Wording Label);

public sealed record FieldCondition(string Field, [property: JsonPropertyName("equals")] string Value);
