using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Firms.Imports.Matching;

/// <summary>How alike two names are: the same words, words spelled or heard nearly alike, or one name within the other.</summary>
internal enum NameLikeness
{
    None,
    Within,
    Near,
    Same,
}

internal static class NameLikenesses
{
    public static NameLikeness Of(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0)
        {
            return NameLikeness.None;
        }

        if (one == other)
        {
            return NameLikeness.Same;
        }

        var (shorter, longer) = (one.Split(' '), other.Split(' ').ToList());
        if (shorter.Length > longer.Count)
        {
            (shorter, longer) = ([.. longer], [.. one.Split(' ')]);
        }

        var (pairs, total) = (0, longer.Count);
        foreach (var word in shorter)
        {
            if (longer.FindIndex(l => Alike(word, l)) is >= 0 and var found)
            {
                longer.RemoveAt(found);
                pairs++;
            }
        }

        return pairs == shorter.Length && pairs == total ? NameLikeness.Near
            : Alike(one.Replace(" ", "", StringComparison.Ordinal), other.Replace(" ", "", StringComparison.Ordinal)) ? NameLikeness.Near
            : pairs == shorter.Length && pairs >= 2 ? NameLikeness.Within
            : NameLikeness.None;
    }

    private static bool Alike(string one, string other)
    {
        var length = Math.Min(one.Length, other.Length);
        var most = length >= 8 ? 2 : length >= 4 ? 1 : 0;
        return Spelling.Distance(one, other, most) <= most || (length >= 4 && Sound.Of(one) == Sound.Of(other));
    }
}
