using Asmex.Workflows.Texts;
using MimeKit;

namespace Asmex.Workflows.Letters;

/// <summary>The one person a letter goes to.</summary>
public sealed record Recipient
{
    /// <exception cref="RuleBrokenException">The address is not exactly one mail address.</exception>
    public Recipient(string address, string name, string language)
    {
        var trimmed = address.Trim();
        if (!IsAddress(trimmed))
        {
            throw new RuleBrokenException("Letters.BadAddress", address);
        }

        (Address, Name, Language) = (trimmed, CleanName(name), Languages.Known(language));
    }

    public string Address { get; }
    public string Name { get; }
    public string Language { get; }
    public Guid? FirmId { get; init; }
    public Guid? ContactId { get; init; }
    public Guid? PersonId { get; init; }

    /// <summary>Whether a text is exactly one mail address, bare.</summary>
    public static bool IsAddress(string text) =>
        text.Length <= 254 && !text.Any(c => char.IsControl(c) || c is ',' or ';' or '<' or '>' or '"' || char.IsWhiteSpace(c))
        && MailboxAddress.TryParse(ParserOptions.Default, text, out var mailbox) && mailbox.Address.Contains('@');

    public static Recipient Of(People.Person person) =>
        new(person.Email!, person.NameIn(person.Language), person.Language) { PersonId = person.Id };

    // Some servers refuse display names that look like addresses or lists.
    private static string CleanName(string name)
    {
        var clean = string.Join(' ', new string([.. name.Select(c => char.IsControl(c) || c is '@' or ':' or ',' or '"' or '<' or '>' ? ' ' : c)])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return clean.Length <= 75 ? clean : clean[..75].TrimEnd();
    }
}
