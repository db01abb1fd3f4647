using System.ComponentModel.DataAnnotations;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Pages.Firms;

/// <summary>What is typed about someone at a firm.</summary>
public sealed class ContactInput
{
    [Required, MaxLength(200)] public string? Name { get; set; }
    [MaxLength(200)] public string? ArabicName { get; set; }
    [MaxLength(100)] public string? Role { get; set; }
    public string Language { get; set; } = Languages.French;
    public string? Email { get; set; }
    public EmailKind? Kind { get; set; }
    public string? Phone { get; set; }
    public bool IsMain { get; set; }
    public ConsentBasis? Basis { get; set; }
    public DateOnly? ConsentOn { get; set; }
    [MaxLength(300)] public string? ConsentSource { get; set; }
    [MaxLength(1000)] public string? ConsentText { get; set; }

    /// <summary>The stamp that was read when the form was opened.</summary>
    public string? Seen { get; set; }

    public static ContactInput Of(Contact contact) => new()
    {
        Name = contact.Name,
        ArabicName = contact.ArabicName,
        Role = contact.Role,
        Language = contact.Language,
        Email = contact.Email,
        Kind = contact.Kind,
        Phone = contact.Phone is null ? null : Formats.Phones.Say(contact.Phone),
        IsMain = contact.IsMain,
        Basis = contact.ConsentBasis,
        ConsentOn = contact.ConsentOn,
        ConsentSource = contact.ConsentSource,
        ConsentText = contact.ConsentText,
        Seen = contact.Stamp(),
    };

    /// <exception cref="RuleBrokenException">A consent has no date.</exception>
    public ContactDraft Draft() => new(
        Name ?? "", Language, Email, Kind, Phone, Role, ArabicName, IsMain,
        Basis is { } basis ? new Consent(basis, ConsentOn ?? throw new RuleBrokenException("Firms.ConsentWithoutDate"), ConsentSource ?? "", ConsentText) : null, Seen);
}
