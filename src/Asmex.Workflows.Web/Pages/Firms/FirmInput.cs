using System.ComponentModel.DataAnnotations;
using Asmex.Workflows.Firms;

namespace Asmex.Workflows.Web.Pages.Firms;

/// <summary>What is typed about a firm.</summary>
public sealed class FirmInput
{
    [Required, MaxLength(Firm.LongestName)] public string? Name { get; set; }
    [MaxLength(Firm.LongestName)] public string? ArabicName { get; set; }
    [Required] public string? Region { get; set; }
    [Required] public string? Sector { get; set; }
    public LegalForm LegalForm { get; set; }
    public bool WomenLed { get; set; }
    public int? Staff { get; set; }
    [MaxLength(500)] public string? Products { get; set; }
    [MaxLength(100)] public string? HsChapters { get; set; }
    [MaxLength(300)] public string? Markets { get; set; }
    [MaxLength(200)] public string? OtherPhones { get; set; }
    public string? Ice { get; set; }
    public bool IceConfirmed { get; set; }
    public string? TradeRegister { get; set; }
    [MaxLength(100)] public string? Court { get; set; }
    public string? TaxId { get; set; }
    public string? Cnss { get; set; }
    [MaxLength(300)] public string? Address { get; set; }
    [MaxLength(100)] public string? City { get; set; }
    [MaxLength(100)] public string? Province { get; set; }
    public string? Phone { get; set; }
    [MaxLength(200)] public string? Website { get; set; }

    /// <summary>The version that was read when the form was opened.</summary>
    public int Version { get; set; }

    public static FirmInput Of(Firm firm) => new()
    {
        Name = firm.Name,
        ArabicName = firm.ArabicName,
        Region = firm.Region,
        Sector = firm.Sector,
        LegalForm = firm.LegalForm,
        WomenLed = firm.WomenLed,
        Staff = firm.Staff,
        Products = firm.Products,
        Ice = firm.Ice,
        TradeRegister = firm.TradeRegister,
        Court = firm.Court,
        TaxId = firm.TaxId,
        Cnss = firm.Cnss,
        Address = firm.Address,
        City = firm.City,
        Province = firm.Province,
        Phone = firm.Phone is null ? null : Formats.Phones.Say(firm.Phone),
        Website = firm.Website,
        HsChapters = firm.HsChapters?.Replace(" ", ", ", StringComparison.Ordinal),
        Markets = firm.Markets,
        OtherPhones = firm.OtherPhones is null ? null : string.Join(", ", firm.OtherPhones.Split(' ').Select(Formats.Phones.Say)),
        Version = firm.Version,
    };

    public FirmDraft Draft() => new(
        Name ?? "", Region ?? "", Sector ?? "", ArabicName, Ice, IceConfirmed, TradeRegister, Court, TaxId, Cnss, LegalForm, Staff, Products,
        Province, City, Address, Website, Phone, WomenLed, HsChapters, Markets, OtherPhones);
}
