using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Firms.Search;

/// <summary>What somebody typed, as the words that a firm must hold: each of them in one of several forms.</summary>
internal sealed class FirmQuery
{
    // Words that names are written with or without.
    private static readonly HashSet<string> _optional =
    [
        "le", "la", "les", "l", "de", "du", "des", "d", "et", "and", "the", "of", "al", "el", "sarl", "au", "sa", "sas", "snc", "ste", "societe", "شركه", "ش", "م", "ذ",
    ];

    private readonly IReadOnlyList<string> _words;
    private readonly string _joined;

    public FirmQuery(string? typed)
    {
        var words = JoinDigits(SearchText.Of(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Take(8).ToList();
        var telling = words.Where(w => !_optional.Contains(w)).ToList();
        (_words, _joined) = (telling.Count > 0 ? telling : words, string.Concat(words));
    }

    public bool IsEmpty => _words.Count == 0;

    /// <summary>The words as they begin, or as they sound in the other script or nearly so in the same.</summary>
    public IReadOnlyList<IReadOnlyList<SearchToken>> Near => [.. _words.Select((w, i) => Forms(w, isLast: i == _words.Count - 1))];

    /// <summary>The same with a slip in each word.</summary>
    public IReadOnlyList<IReadOnlyList<SearchToken>> Wide => [.. _words.Select((w, i) => (IReadOnlyList<SearchToken>)[.. Forms(w, isLast: i == _words.Count - 1), .. Slips(w)])];

    /// <summary>A phone number without what its country or its writer puts before it.</summary>
    public static string Significant(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        digits = digits.StartsWith("00212", StringComparison.Ordinal) ? digits[5..] : digits.StartsWith("212", StringComparison.Ordinal) ? digits[3..] : digits;
        return digits.Length > 1 && digits[0] == '0' ? digits[1..] : digits;
    }

    private List<SearchToken> Forms(string word, bool isLast)
    {
        if (IsNumber(word))
        {
            // One digit begins the sound of every word.
            return [new SearchToken(word, word.Length > 1), .. Significant(word) is { Length: >= 4 } part && part != word ? [new SearchToken(part, true)] : Array.Empty<SearchToken>()];
        }

        var forms = new List<SearchToken> { new(word, true) };
        if (_words.Count > 1 && _joined.Length >= 5)
        {
            forms.Add(new SearchToken(_joined, true));
        }

        if (FirmWords.SoundOf(word, otherScript: true, least: 2) is { } other)
        {
            forms.Add(new SearchToken(other, isLast && other.Length > 3));
        }

        if (FirmWords.SoundOf(word, otherScript: false, least: 3) is { } same)
        {
            forms.Add(new SearchToken(same));
        }

        return forms;
    }

    private static IEnumerable<SearchToken> Slips(string word) =>
        IsNumber(word) || word.Length < 4 ? [] : FirmWords.SlipsOf(word).Concat(FirmWords.SlipsOf(Skeleton.Of(word))).Distinct().Select(s => new SearchToken(s));

    private static bool IsNumber(string word) => word.All(char.IsAsciiDigit);

    private static IEnumerable<string> JoinDigits(IReadOnlyList<string> words)
    {
        var number = "";
        foreach (var word in words)
        {
            if (IsNumber(word))
            {
                number += word;
                continue;
            }

            if (number.Length > 0)
            {
                yield return number;
                number = "";
            }

            yield return word;
        }

        if (number.Length > 0)
        {
            yield return number;
        }
    }
}
