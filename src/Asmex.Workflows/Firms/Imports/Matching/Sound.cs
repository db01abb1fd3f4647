using System.Text;

namespace Asmex.Workflows.Firms.Imports.Matching;

/// <summary>A word by its sound: Khouribga and Khoribga, Laâyoune and Layoun, Tétouan and Titwan come near each other.</summary>
internal static class Sound
{
    private static readonly (string Written, string Said)[] _pairs =
    [
        ("ou", "u"), ("oo", "u"), ("ch", "x"), ("sh", "x"), ("kh", "k"), ("gh", "g"), ("ph", "f"), ("qu", "k"), ("ck", "k"), ("dj", "j"), ("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"), ("w", "u"), ("y", "i"), ("q", "k"), ("c", "k"), ("z", "s"), ("h", ""),
    ];

    public static string Of(string word)
    {
        foreach (var (written, said) in _pairs)
        {
            word = word.Replace(written, said, StringComparison.Ordinal);
        }

        var heard = new StringBuilder(word.Length);
        foreach (var letter in word)
        {
            if (heard.Length == 0 || heard[^1] != letter)
            {
                heard.Append(letter is 'e' or 'o' && heard.Length > 0 ? 'a' : letter);
            }
        }

        return heard.ToString().TrimEnd('a', 's') is { Length: > 1 } kept ? kept : heard.ToString();
    }
}
