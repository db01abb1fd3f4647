using System.Globalization;
using System.Text.RegularExpressions;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Pages.Policies;

/// <summary>Levels as one line: <c>treasurer &gt; commission</c> one after the other, <c>treasurer + commission</c> at once, <c>board×2</c> two of them, <c>direction/board</c> the board where the direction asks.</summary>
internal static partial class LevelNotation
{
    public static string Of(IReadOnlyList<ApprovalLevel> levels) => string.Concat(levels.Select((l, i) =>
        (i == 0 ? "" : l.Beside ? " + " : " > ") + l.Role + (l.Otherwise is null ? "" : "/" + l.Otherwise) + (l.Quorum > 1 ? "×" + l.Quorum.ToString(CultureInfo.InvariantCulture) : "")));

    /// <exception cref="RuleBrokenException">The line is none.</exception>
    public static IReadOnlyList<ApprovalLevel> Read(string line)
    {
        var levels = Level().Matches(line);
        return levels.Count > 0 && levels.Sum(l => l.Length) == line.Length
            ? [.. levels.Select((l, i) => new ApprovalLevel(l.Groups["role"].Value.ToLowerInvariant(), l.Groups["quorum"].Success ? int.Parse(l.Groups["quorum"].Value, CultureInfo.InvariantCulture) : 1, l.Groups["sign"].Value == "+") { Otherwise = l.Groups["other"].Success ? l.Groups["other"].Value.ToLowerInvariant() : null })]
            : throw new RuleBrokenException("Policies.Unreadable", line);
    }

    [GeneratedRegex(@"\G\s*(?<sign>[>+])?\s*(?<role>[a-zA-Z]+)\s*(/\s*(?<other>[a-zA-Z]+)\s*)?([×x*]\s*(?<quorum>[0-9]))?\s*")]
    private static partial Regex Level();
}
