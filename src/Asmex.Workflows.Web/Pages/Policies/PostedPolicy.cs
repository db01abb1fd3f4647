using System.Globalization;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Pages.Policies;

/// <summary>A policy as it was typed: one row a rule, an empty row is none.</summary>
internal sealed class PostedPolicy
{
    public const int SpareRows = 2;

    public string WorkingDays { get; private init; } = "";
    public string EscalateAfter { get; private init; } = "";
    public string EscalateTo { get; private init; } = "";
    public string KeepUpTo { get; private init; } = "";
    public string Reason { get; private init; } = "";
    public string Despite { get; private init; } = "";
    public int Seen { get; private init; }
    public bool Publishes { get; private init; }
    public IReadOnlyList<Row> Rows { get; private init; } = [];

    public static PostedPolicy Of(ApprovalPolicy policy) => new()
    {
        WorkingDays = Said(policy.WorkingDays),
        EscalateAfter = Said(policy.EscalateAfter),
        EscalateTo = policy.EscalateTo ?? "",
        KeepUpTo = Said(policy.KeepUpTo),
        Seen = policy.Version,
        Rows =
        [
            .. policy.Rules.Select(r => new Row(r.Kind.ToString(), r.Above == 0 ? "" : Said(r.Above), Said(r.UpTo), string.Join(", ", r.Regions), string.Join(", ", r.ActionTypes), LevelNotation.Of(r.Levels), Said(r.WorkingDays), r.EscalateTo ?? "")),
            .. Enumerable.Repeat(Row.Empty, SpareRows),
        ],
    };

    public static PostedPolicy Of(IFormCollection form) => new()
    {
        WorkingDays = form["workingDays"].ToString(),
        EscalateAfter = form["escalateAfter"].ToString(),
        EscalateTo = form["escalateTo"].ToString(),
        KeepUpTo = form["keepUpTo"].ToString(),
        Reason = form["reason"].ToString(),
        Despite = form["despite"].ToString(),
        Seen = int.TryParse(form["seen"], CultureInfo.InvariantCulture, out var seen) ? seen : 0,
        Publishes = form["act"] == "publish",
        Rows = [.. Enumerable.Range(0, form["levels"].Count).Select(i => new Row(At(form, "kind", i), At(form, "above", i), At(form, "upTo", i), At(form, "regions", i), At(form, "types", i), At(form, "levels", i), At(form, "days", i), At(form, "higher", i)))],
    };

    /// <exception cref="RuleBrokenException">Something typed cannot be read.</exception>
    public ApprovalPolicy Policy() => PublishPolicy.Read((new ApprovalPolicy(Seen, Number(WorkingDays) ?? 0, [.. Rows.Where(r => r.Levels.Length > 0).Select(r => r.Rule())])
    {
        EscalateAfter = Number(EscalateAfter),
        EscalateTo = EscalateTo.Length == 0 ? null : EscalateTo,
        KeepUpTo = Amount(KeepUpTo),
    }).Write());

    private static string At(IFormCollection form, string name, int i) => i < form[name].Count ? (form[name][i] ?? "").Trim() : "";

    private static string Said(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    private static int? Number(string typed) => typed.Length == 0 ? null
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new RuleBrokenException("Policies.Unreadable", typed);

    private static decimal? Amount(string typed) => typed.Length == 0 ? null : Money.Parse(typed);

    /// <summary>One rule as typed.</summary>
    internal sealed record Row(string Kind, string Above, string UpTo, string Regions, string Types, string Levels, string Days, string Higher)
    {
        public static Row Empty { get; } = new(nameof(ApprovalKind.Budget), "", "", "", "", "", "", "");

        public PolicyRule Rule() => new(LevelNotation.Read(Levels))
        {
            Kind = Chosen.Of<ApprovalKind>(Kind) ?? ApprovalKind.Budget,
            Above = Amount(Above) ?? 0,
            UpTo = Amount(UpTo),
            Regions = List(Regions),
            ActionTypes = List(Types),
            WorkingDays = Number(Days),
            EscalateTo = Higher.Length == 0 ? null : Higher,
        };

        private static string[] List(string typed) => typed.Split([',', ' ', '؛', '،'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
