namespace Asmex.Workflows.Firms.Imports.Reading;

/// <summary>What was found out about a file before it is read.</summary>
/// <param name="Encoding">As people call it, such as <c>UTF-8</c> or <c>Windows-1256</c>; of a workbook the name of its sheet.</param>
/// <param name="Separator">Between cells; absent for a workbook.</param>
/// <param name="Formulas">The first cells of a workbook that hold a formula, such as <c>C12</c>.</param>
public sealed record SheetFacts(string Encoding, char? Separator, IReadOnlySet<string> Formulas);
