using System.Globalization;
using System.Text;

namespace Asmex.Workflows.Formats;

/// <summary>What people type before it is read: digits of any script become Latin, invisible marks go, every space is a plain one.</summary>
internal static class Digits
{
    public static string Latin(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var written = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var sign = text[i];
            if (char.IsDigit(sign))
            {
                written.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(sign)));
            }
            else if (char.IsWhiteSpace(sign))
            {
                written.Append(' ');
            }
            else if (char.IsSurrogate(sign) ? IsWhole(text, i) : CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.Format)
            {
                written.Append(sign);
            }
        }

        return written.ToString().Trim();
    }

    // Half a sign, left where a text was cut, is none.
    private static bool IsWhole(string text, int i) =>
        char.IsHighSurrogate(text[i]) ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) : i > 0 && char.IsHighSurrogate(text[i - 1]);
}
