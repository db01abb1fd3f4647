using System.Text;

namespace Asmex.Workflows.Firms.Search;

/// <summary>The consonants of a word, the same in both scripts: argan, argane and أركان; Tiznit and تيزنيت; Chaouen and شاون.</summary>
internal static class Skeleton
{
    private static readonly (string Written, string Heard)[] _groups =
    [
        ("tch", "x"), ("ch", "x"), ("sh", "x"), ("kh", "k"), ("gh", "k"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("qu", "k"), ("ck", "k"), ("dj", "j"), ("ce", "se"), ("ci", "si"), ("cy", "si"),
        ("gue", "ke"), ("gui", "ki"), ("ge", "je"), ("gi", "ji"), ("x", "ks"),
    ];

    /// <param name="word">As <see cref="Formats.SearchText"/> writes it.</param>
    public static string Of(string word)
    {
        var heard = new StringBuilder(word.Length);
        foreach (var letter in IsArabic(word) ? WithoutArticle(word) : _groups.Aggregate(WithoutPlural(word), (w, g) => w.Replace(g.Written, g.Heard, StringComparison.Ordinal)))
        {
            var sound = SoundOf(letter);
            if (sound != ' ' && (heard.Length == 0 || heard[^1] != sound))
            {
                heard.Append(sound);
            }
        }

        return heard.ToString();
    }

    public static bool IsArabic(string word) => word.Any(c => c is >= '\u0600' and <= '\u06FF');

    private static string WithoutPlural(string word) => word.Length >= 4 && word[^1] is 's' or 'x' ? word[..^1] : word;

    private static string WithoutArticle(string word) => word.StartsWith("ال", StringComparison.Ordinal) && word.Length > 4 ? word[2..] : word;

    private static char SoundOf(char letter) => letter switch
    {
        'b' or 'p' or 'ب' or 'پ' => 'b',
        't' or 'ت' or 'ط' or 'ث' => 't',
        'd' or 'د' or 'ض' or 'ذ' or 'ظ' => 'd',
        'j' or 'ج' => 'j',
        'k' or 'c' or 'q' or 'g' or 'ك' or 'ق' or 'غ' or 'خ' => 'k',
        's' or 'z' or 'س' or 'ص' or 'ز' => 's',
        'x' or 'ش' => 'x',
        'f' or 'v' or 'ف' or 'ڤ' => 'f',
        'r' or 'ر' => 'r',
        'l' or 'ل' => 'l',
        'm' or 'م' => 'm',
        'n' or 'ن' => 'n',
        _ => ' ',
    };
}
