using System.Text.RegularExpressions;
using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Firms;

/// <summary>Finds the legal form in a cell of its own or within a name.</summary>
public static partial class LegalForms
{
    private static readonly (string Words, LegalForm Form)[] _all =
    [
        ("sarl au", LegalForm.SarlAu), ("sarlau", LegalForm.SarlAu), ("sarl a associe unique", LegalForm.SarlAu), ("sarl associe unique", LegalForm.SarlAu), ("auto entrepreneur", LegalForm.AutoEntrepreneur),
        ("autoentrepreneur", LegalForm.AutoEntrepreneur), ("auto entrepreneuse", LegalForm.AutoEntrepreneur), ("مقاول ذاتي", LegalForm.AutoEntrepreneur), ("المقاول الذاتي", LegalForm.AutoEntrepreneur),
        ("self employed", LegalForm.AutoEntrepreneur), ("cooperative", LegalForm.Cooperative), ("coop", LegalForm.Cooperative), ("تعاونيه", LegalForm.Cooperative), ("التعاونيه", LegalForm.Cooperative),
        ("societe a responsabilite limitee", LegalForm.Sarl), ("sarl", LegalForm.Sarl), ("ش ذ م م", LegalForm.Sarl), ("شركه ذات مسووليه محدوده", LegalForm.Sarl), ("sas", LegalForm.Sas), ("sasu", LegalForm.Sas),
        ("societe par actions simplifiee", LegalForm.Sas), ("snc", LegalForm.Snc), ("societe en nom collectif", LegalForm.Snc), ("gie", LegalForm.EconomicGroup), ("groupement d interet economique", LegalForm.EconomicGroup),
        ("مجموعه ذات نفع اقتصادي", LegalForm.EconomicGroup), ("association", LegalForm.Association), ("جمعيه", LegalForm.Association), ("personne physique", LegalForm.SoleTrader), ("entreprise individuelle", LegalForm.SoleTrader),
        ("شخص ذاتي", LegalForm.SoleTrader), ("societe anonyme", LegalForm.Sa), ("شركه مساهمه", LegalForm.Sa), ("sa", LegalForm.Sa),
    ];

    public static LegalForm Of(string? text)
    {
        var written = $" {SearchText.Of(Dots().Replace(text ?? "", ""))} ";
        return _all.FirstOrDefault(f => written.Contains($" {f.Words} ", StringComparison.Ordinal)).Form;
    }

    [GeneratedRegex(@"(?<=(?<!\p{L})\p{L})\.\s?(?=\p{L}(\.|\s|$))")]
    private static partial Regex Dots();
}
