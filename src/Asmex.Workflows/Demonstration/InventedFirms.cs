using System.Globalization;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Demonstration;

/// <summary>Firms that could exist, the same ones each time: names, identifiers and addresses are made up, the addresses on a domain that leads nowhere.</summary>
internal sealed class InventedFirms(FirmSeeds seeds, DateTimeOffset today)
{
    private const int FirstCompany = 900_100_000;
    private static readonly LegalForm[] _companies = [LegalForm.Sarl, LegalForm.Sarl, LegalForm.SarlAu, LegalForm.SarlAu, LegalForm.Sa, LegalForm.AutoEntrepreneur];
    private static readonly string[] _roles = ["Gérant", "Directrice générale", "Responsable export", "Directeur commercial", "Associée"];

    private readonly Random _dice = new(20261123);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <param name="keeperOf">Who keeps the files of a region.</param>
    public IEnumerable<InventedFirm> All(Func<string, string> keeperOf) =>
        seeds.Regions.SelectMany(region => Enumerable.Range(0, region.Firms).Select(_ => One(region, keeperOf(region.Code))));

    private InventedFirm One(RegionSeed region, string keeper)
    {
        var trade = TradeOf(region.Code);
        var place = _dice.NextDouble() < 0.5 ? region.Places[0] : OneOf(region.Places);
        var form = trade.Sector is "produits-terroir" or "artisanat" && _dice.NextDouble() < 0.7 ? LegalForm.Cooperative : OneOf(_companies);
        var name = NameOf(trade, place, form);
        var number = _names.Count;
        var womenLed = _dice.NextDouble() < (form == LegalForm.Cooperative ? 0.6 : 0.2);
        var added = today.AddDays(-_dice.Next(400, 1_090));
        var firm = new Firm(
            new FirmDraft(name.Fr, region.Code, trade.Sector, name.Ar, _dice.NextDouble() < 0.92 ? Ice.Of(FirstCompany + number).Digits : null, LegalForm: form,
                Staff: StaffOf(form), Products: OneOf(trade.Products), Province: place.Province, City: place.City, WomenLed: womenLed,
                TradeRegister: form is LegalForm.Cooperative or LegalForm.AutoEntrepreneur ? null : Digits(10_000, 99_999), Court: region.Court,
                Phone: _dice.NextDouble() < 0.85 ? region.Phone + Digits(1_000, 9_999) : null),
            number % 3 == 0 ? "Liste de la chambre de commerce" : "Délégation régionale", keeper, added);
        AddContacts(firm, number, womenLed, added);
        return new InventedFirm(firm, trade, keeper, number);
    }

    private TradeSeed TradeOf(string region)
    {
        var leading = RegionCatalog.Of(region).Sectors;
        var sector = _dice.NextDouble() < 0.85 ? OneOf(leading) : OneOf(seeds.Trades).Sector;
        return seeds.Trades.First(t => t.Sector == sector);
    }

    private Wording NameOf(TradeSeed trade, PlaceSeed place, LegalForm form)
    {
        while (true)
        {
            var (brand, word) = (OneOf(seeds.Brands), OneOf(trade.Words));
            var name = form == LegalForm.Cooperative
                ? new Wording($"Coopérative {brand.Fr} {word.Fr} {place.City}", $"تعاونية {brand.Ar} {word.Ar} {place.Arabic}")
                : new Wording($"{brand.Fr} {word.Fr} {place.City}", $"{brand.Ar} {word.Ar} {place.Arabic}");
            if (_names.Add(name.Fr))
            {
                return name;
            }
        }
    }

    private void AddContacts(Firm firm, int number, bool womenLed, DateTimeOffset at)
    {
        var domain = $"{SearchText.Of(firm.Name).Replace(' ', '-')}.example";
        var language = _dice.NextDouble() switch { < 0.52 => Languages.French, < 0.9 => Languages.Arabic, _ => Languages.English };
        if (number % 14 != 0)
        {
            firm.AddContact(PersonAt(domain, language, womenLed, at), at);
        }

        if (number % 3 == 0)
        {
            firm.AddContact(new ContactDraft("Secrétariat", language, $"contact@{domain}", ArabicName: "الكتابة", Phone: firm.Phone), at);
        }
    }

    private ContactDraft PersonAt(string domain, string language, bool woman, DateTimeOffset at)
    {
        var (first, last) = (OneOf([.. seeds.FirstNames.Where(n => n.Woman == woman)]), OneOf(seeds.LastNames));
        var mobile = "0661" + Digits(100_000, 999_999);
        var address = $"{SearchText.Joined(first.Fr)}.{SearchText.Joined(last.Fr)}@{domain}";
        var consent = _dice.NextDouble() switch
        {
            < 0.62 => new Consent(ConsentBasis.Given, Zone.DateOf(at), "Formulaire signé", "J'accepte de recevoir les invitations de l'association."),
            < 0.85 => new Consent(ConsentBasis.ExistingRelation, Zone.DateOf(at), "Membre de l'association"),
            _ => null,
        };
        return new ContactDraft($"{first.Fr} {last.Fr}", language, _dice.NextDouble() < 0.93 ? address : null, Phone: mobile, Role: OneOf(_roles),
            ArabicName: $"{first.Ar} {last.Ar}", IsMain: true, Consent: consent);
    }

    private int? StaffOf(LegalForm form) => form switch
    {
        LegalForm.AutoEntrepreneur => 1,
        LegalForm.Cooperative => _dice.Next(5, 60),
        LegalForm.Sa => _dice.Next(60, 900),
        _ => _dice.NextDouble() < 0.1 ? null : _dice.Next(3, 180),
    };

    private string Digits(int least, int most) => _dice.Next(least, most).ToString(CultureInfo.InvariantCulture);

    private T OneOf<T>(IReadOnlyList<T> list) => list[_dice.Next(list.Count)];
}

/// <param name="Keeper">The name of who keeps its file.</param>
internal sealed record InventedFirm(Firm Firm, TradeSeed Trade, string Keeper, int Number);
