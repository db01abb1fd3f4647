using System.Text.Json;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms;

/// <summary>Someone at a firm, or its office, whom we may reach.</summary>
public sealed class Contact
{
    private Contact()
    {
    }

    internal Contact(Guid firmId, ContactDraft draft, DateTimeOffset now)
    {
        (FirmId, AddedAt) = (firmId, now);
        Change(draft, now);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid FirmId { get; private init; }
    public string Name { get; private set; } = "";
    public string? ArabicName { get; private set; }
    public string? Role { get; private set; }
    public string Language { get; private set; } = Languages.French;
    public string? Email { get; private set; }
    public EmailKind? Kind { get; private set; }

    /// <summary>The address as suppressions know it.</summary>
    public string? AddressHash { get; private set; }

    /// <summary>The domain of the address, where it is the firm's own.</summary>
    public string? Domain { get; private set; }

    public string? Phone { get; private set; }
    public bool IsMain { get; private set; }
    public ConsentBasis? ConsentBasis { get; private set; }
    public DateOnly? ConsentOn { get; private set; }
    public string? ConsentSource { get; private set; }
    public string? ConsentText { get; private set; }
    public DateTimeOffset? OptedOutAt { get; private set; }

    /// <summary>How the person said no: a link in a letter, a call …</summary>
    public string? OptOutSource { get; private set; }
    public DateTimeOffset AddedAt { get; private init; }

    public string NameIn(string language) => language == Languages.Arabic && ArabicName is not null ? ArabicName : Name;

    /// <summary>Why no letter goes to this contact; null when one may, unless the address is suppressed.</summary>
    public LeftOutReason? Obstacle =>
        OptedOutAt is not null ? LeftOutReason.OptedOut
        : Email is null ? LeftOutReason.NoAddress
        : Kind == EmailKind.Named && ConsentBasis is null ? LeftOutReason.NoConsent
        : null;

    /// <summary>Another one whenever something changed that a person corrects here: so a form that was opened before is known.</summary>
    public string Stamp() => Emails.HashOf(JsonSerializer.Serialize(new ContactDraft(Name, Language, Email, Kind, Phone, Role, ArabicName, IsMain, Consent)));

    /// <exception cref="RuleBrokenException">What was typed cannot stand.</exception>
    public void Change(ContactDraft draft, DateTimeOffset now)
    {
        Name = Line.Of(draft.Name, 200) ?? throw new RuleBrokenException("Firms.ContactNameMissing");
        (ArabicName, Role, Language, IsMain) = (Line.Of(draft.ArabicName, 200), Line.Of(draft.Role, 100), Languages.Known(draft.Language), draft.IsMain);
        Phone = string.IsNullOrWhiteSpace(draft.Phone) ? null : Phones.Parse(draft.Phone);
        Email = string.IsNullOrWhiteSpace(draft.Email) ? null : Emails.Parse(draft.Email);
        if (Email is null && Phone is null)
        {
            throw new RuleBrokenException("Firms.ContactUnreachable", Name);
        }

        Kind = Email is null ? null : draft.Kind ?? (Emails.LooksGeneric(Email) ? EmailKind.Generic : EmailKind.Named);
        AddressHash = Email is null ? null : Emails.HashOf(Email);
        Domain = Domains.Of(Email);
        Agree(draft.Consent, now);
    }

    /// <summary>Notes what allows us to write; null when nothing does.</summary>
    public void Agree(Consent? consent, DateTimeOffset now)
    {
        if (consent is not null && string.IsNullOrWhiteSpace(consent.Source))
        {
            throw new RuleBrokenException("Firms.ConsentWithoutSource");
        }

        if (consent?.On > Zone.DateOf(now))
        {
            throw new RuleBrokenException("Firms.DateToCome", consent.On);
        }

        (ConsentBasis, ConsentOn) = (consent?.Basis, consent?.On);
        (ConsentSource, ConsentText) = (Line.Of(consent?.Source, 300), Line.Of(consent?.Text, 1_000));
    }

    /// <summary>What allows us to write; null when nothing does.</summary>
    public Consent? Consent => ConsentBasis is { } basis ? new Consent(basis, ConsentOn!.Value, ConsentSource!, ConsentText) : null;

    /// <summary>The same address, or the same phone under the same name.</summary>
    internal bool IsSameAs(Contact other) =>
        AddressHash is not null && other.AddressHash is not null ? AddressHash == other.AddressHash
        : Phone is not null && Phone == other.Phone && SearchText.Joined(Name) == SearchText.Joined(other.Name);

    /// <summary>Of two answers to letters the stricter holds: a no of either; a consent only where neither said no.</summary>
    internal void Yield(Contact other, DateTimeOffset now)
    {
        if (other.OptedOutAt is not null)
        {
            OptOut(other.OptOutSource ?? "", now);
        }

        if (Consent is null && OptedOutAt is null)
        {
            Agree(other.Consent, now);
        }
    }

    /// <summary>Who it was is forgotten; that there was somebody stays.</summary>
    internal void Anonymise()
    {
        (Name, ArabicName, Role, Email, Kind, AddressHash, Domain, Phone, IsMain) = ("—", null, null, null, null, null, null, null, false);
        (ConsentBasis, ConsentOn, ConsentSource, ConsentText, OptOutSource) = (null, null, null, null, null);
    }

    /// <summary>The person said no; the first no counts.</summary>
    public void OptOut(string source, DateTimeOffset now)
    {
        if (OptedOutAt is null)
        {
            (OptedOutAt, OptOutSource) = (now, Line.Of(source, 300));
        }
    }
}
