namespace Asmex.Workflows.Firms.Imports.Matching;

/// <summary>What firms are told apart by; 0 or empty where nothing is known. Of several addresses and phones any may be the same.</summary>
internal sealed record FirmMarks(string Ice, string Name, long ArabicName, long City, long[] Phones, long[] Emails, long[] Domains, LegalForm Form)
{
    /// <summary>A text as a number that hardly any other text has; 0 for none.</summary>
    public static long Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 0;
        }

        var mark = 14695981039346656037UL;
        foreach (var letter in text)
        {
            mark = (mark ^ letter) * 1099511628211UL;
        }

        return (long)(mark == 0 ? 1 : mark);
    }
}
