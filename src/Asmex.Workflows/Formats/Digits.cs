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
        foreach (var sign in text)
        {
            if (char.IsDigit(sign))
            {
                written.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(sign)));
            }
            else if (char.IsWhiteSpace(sign))
            {
                written.Append(' ');
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.Format)
            {
                written.Append(sign);
            }
        }

        return written.ToString().Trim();
    }
}
