namespace Asmex.Workflows.Formats;

/// <summary>How far two words are apart, in letters to change, add, drop or swap.</summary>
internal static class Spelling
{
    /// <param name="most">Beyond it the answer is only that it is more.</param>
    public static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most)
        {
            return most + 1;
        }

        Span<int> beforeLast = stackalloc int[other.Length + 1];
        Span<int> last = stackalloc int[other.Length + 1];
        Span<int> now = stackalloc int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            now[0] = i;
            var least = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                now[j] = Math.Min(Math.Min(now[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    now[j] = Math.Min(now[j], beforeLast[j - 2] + 1);
                }

                least = Math.Min(least, now[j]);
            }

            if (least > most)
            {
                return most + 1;
            }

            last.CopyTo(beforeLast);
            now.CopyTo(last);
        }

        return last[other.Length];
    }
}
