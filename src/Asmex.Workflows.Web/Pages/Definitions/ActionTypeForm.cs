using Asmex.Workflows.Formats;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Pages.DefinitionPages;

/// <summary>What is typed about an action type: texts, as they came.</summary>
public sealed class ActionTypeForm
{
    public const int Rows = 8;

    /// <summary>The state of the definition that the form shows.</summary>
    public string? Seen { get; set; }
    public string? Code { get; set; }
    public WordingForm Title { get; set; } = new();
    public WordingForm Summary { get; set; } = new();
    public string? Least { get; set; }
    public string? Most { get; set; }
    public WordingForm FixedDate { get; set; } = new();
    public List<LineForm> Lines { get; set; } = [];
    public List<LineForm> Indicators { get; set; } = [];

    public static ActionTypeForm Of(ActionType? type, string name, string seen)
    {
        var form = new ActionTypeForm
        {
            Seen = seen,
            Code = type?.Code,
            Title = WordingForm.Of(type?.Title ?? new Wording(name)),
            Summary = WordingForm.Of(type?.Summary),
            Least = Typed(type?.Budget[0]),
            Most = Typed(type?.Budget[1]),
            FixedDate = WordingForm.Of(type?.FixedDate?.Label),
            Lines = [.. (type?.BudgetLines ?? []).Select(l => new LineForm { Key = l.Key, Label = WordingForm.Of(l.Label), Least = Typed(l.Min), Most = Typed(l.Max) })],
            Indicators = [.. (type?.Indicators ?? []).Select(i => new LineForm { Key = i.Key, Label = WordingForm.Of(i.Label), Unit = i.Unit })],
        };
        form.Fill();
        return form;
    }

    /// <summary>Rows to type into after those that are filled.</summary>
    public void Fill()
    {
        foreach (var list in new[] { Lines, Indicators })
        {
            while (list.Count < Rows || list[^1].Key is { Length: > 0 })
            {
                list.Add(new LineForm());
            }
        }
    }

    public ActionType Read(string definitionId) => new(
        Code?.Trim() ?? "", Title.Read() ?? new Wording(""), Summary.Read(), [Sum(Least), Sum(Most)],
        [.. Filled(Lines).Select(l => new BudgetLine(KeyOf(l), l.Label.Read() ?? new Wording(KeyOf(l)), Sum(l.Least), Sum(l.Most)))],
        [.. Filled(Indicators).Select(i => new Indicator(KeyOf(i), i.Label.Read() ?? new Wording(KeyOf(i)), string.IsNullOrWhiteSpace(i.Unit) ? null : i.Unit))],
        FixedDate.Read() is { } label ? new FixedDay(label) : null)
    {
        DefinitionId = definitionId,
    };

    // One that has a name and no key is refused, not dropped.
    private static IEnumerable<LineForm> Filled(List<LineForm> rows) => rows.Where(r => !string.IsNullOrWhiteSpace(r.Key) || r.Label.Read() is not null);

    private static string KeyOf(LineForm row) => row.Key?.Trim() ?? "";

    private static string? Typed(decimal? sum) => sum is { } known ? Money.ForField(known) : null;

    // What is no sum lies below every range, and is refused with it.
    private static decimal Sum(string? typed) => Money.TryParse(typed ?? "", out var sum, out _) ? sum : -1;

    public sealed class LineForm
    {
        public string? Key { get; set; }
        public WordingForm Label { get; set; } = new();
        public string? Least { get; set; }
        public string? Most { get; set; }
        public string? Unit { get; set; }
    }

    public sealed class WordingForm
    {
        public string? Fr { get; set; }
        public string? Ar { get; set; }
        public string? En { get; set; }

        public static WordingForm Of(Wording? wording) => new() { Fr = wording?.Fr, Ar = wording?.Ar, En = wording?.En };

        public Wording? Read() => string.IsNullOrWhiteSpace(Fr) ? null : new Wording(Fr.Trim(), Ar?.Trim(), En?.Trim());
    }
}
