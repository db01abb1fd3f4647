using System.Globalization;
using System.Text;

namespace Asmex.Workflows.Formats;

/// <summary>A text as it is compared and searched: lower case, without accents, one space between words, Arabic letters in one form.</summary>
public static class SearchText
{
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var written = new StringBuilder(text.Length);
        foreach (var sign in Digits.Latin(text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark || sign == 'ـ')
            {
                continue;
            }

            if (char.IsLetterOrDigit(sign))
            {
                written.Append(OneForm(char.ToLowerInvariant(sign)));
            }
            else if (written.Length > 0 && written[^1] != ' ')
            {
                written.Append(' ');
            }
        }

        return written.ToString().TrimEnd();
    }

    /// <summary>The same with nothing between the words: for names whose hyphens and spaces vary.</summary>
    public static string Joined(string? text) => Of(text).Replace(" ", "", StringComparison.Ordinal);

    private static string OneForm(char letter) => letter switch
    {
        'آ' or 'أ' or 'إ' or 'ٱ' => "ا",
        'ى' or 'ئ' => "ي",
        'ؤ' => "و",
        'ة' => "ه",
        'ڭ' or 'گ' => "ك",
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        _ => letter.ToString(),
    };
}
