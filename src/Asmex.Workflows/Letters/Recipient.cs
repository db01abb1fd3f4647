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
        if (trimmed.Length > 254 || trimmed.Any(c => char.IsControl(c) || c is ',' or ';' or '<' or '>' or '"' || char.IsWhiteSpace(c))
            || !MailboxAddress.TryParse(ParserOptions.Default, trimmed, out var mailbox) || !mailbox.Address.Contains('@'))
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
