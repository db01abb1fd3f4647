using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Needs;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Demonstration;

/// <summary>What happened to the invented firms since they were added.</summary>
internal sealed class InventedLives(FirmSeeds seeds, DateTimeOffset today)
{
    private const int DaysToGrow = 60;
    private readonly Random _dice = new(20350101);

    /// <summary>First exports, needs, refusals of letters, and the lines of history that tell of them; the firm itself is changed.</summary>
    public IEnumerable<object> Of(InventedFirm invented, Actor keeper)
    {
        var firm = invented.Firm;
        var opened = HistoryEntry.Of(keeper, firm.AddedAt, "History.FirmAdded", new Subject(firm.Region, FirmId: firm.Id), firm.Name);
        return [opened, .. WayAbroad(invented, keeper), .. NeedsOf(invented, keeper), .. SayingNo(invented, keeper)];
    }

    private List<object> WayAbroad(InventedFirm invented, Actor keeper)
    {
        var (firm, chance) = (invented.Firm, _dice.NextDouble());
        Stand(firm, chance switch
        {
            < 0.28 => ExportStatus.Regular,
            < 0.33 => ExportStatus.Lapsed,
            < 0.55 => ExportStatus.NonExporter,
            < 0.93 => ExportStatus.Potential,
            _ => ExportStatus.Unknown,
        }, firm.AddedAt, keeper);
        return firm.ExportStatus == ExportStatus.Potential && _dice.NextDouble() < 0.45 ? FirstExport(invented, keeper) : [];
    }

    private List<object> FirstExport(InventedFirm invented, Actor keeper)
    {
        var (firm, at) = (invented.Firm, MomentSince(invented.Firm.AddedAt.AddDays(DaysToGrow)));
        var market = invented.Trade.Markets[_dice.Next(invented.Trade.Markets.Count)];
        var evidence = $"Déclaration unique de marchandises n° {_dice.Next(1_000, 99_999)}";
        var conversion = firm.Convert(new ConversionRequest(firm.Id, Zone.DateOf(at), evidence, market), keeper.Name, at);
        if (at.AddDays(365) < today)
        {
            Stand(firm, ExportStatus.Regular, at.AddDays(365), keeper);
        }

        return [conversion, HistoryEntry.Of(keeper, at, "History.FirstExport", new Subject(firm.Region, FirmId: firm.Id), firm.Name, conversion.On, evidence)];
    }

    private List<object> NeedsOf(InventedFirm invented, Actor keeper)
    {
        if (_dice.NextDouble() > 0.35)
        {
            return [];
        }

        var (firm, seed, at) = (invented.Firm, seeds.Needs[_dice.Next(seeds.Needs.Count)], MomentSince(invented.Firm.AddedAt));
        var words = firm.Contacts.Any(c => c.Language == Languages.Arabic) ? seed.Ar : seed.Fr;
        var need = new Need(firm, new NeedRequest(firm.Id, seed.Category, words, (NeedUrgency)_dice.Next(3), (NeedSource)_dice.Next(3)), keeper.Name, at);
        if (at.AddDays(120) < today && _dice.NextDouble() < 0.6)
        {
            need.Close("Orientée vers le dispositif d'appui de la région", at.AddDays(90));
        }

        return [need, HistoryEntry.Of(keeper, at, "History.NeedRecorded", new Subject(firm.Region, FirmId: firm.Id), firm.Name, need.Text)];
    }

    private List<object> SayingNo(InventedFirm invented, Actor keeper)
    {
        if (invented.Number % 31 != 0 || invented.Firm.Contacts.FirstOrDefault(c => c.Email is not null) is not { } contact)
        {
            return [];
        }

        var at = MomentSince(invented.Firm.AddedAt);
        contact.OptOut("Lien d'un message", at);
        return
        [
            new Suppression(contact.Email!, SuppressionReason.OptedOut, at),
            HistoryEntry.Of(keeper, at, "History.OptedOut", new Subject(invented.Firm.Region, FirmId: invented.Firm.Id), contact.Name, "Lien d'un message"),
        ];
    }

    private static void Stand(Firm firm, ExportStatus status, DateTimeOffset at, Actor keeper)
    {
        if (status != ExportStatus.Unknown)
        {
            firm.Stand(status, Zone.DateOf(at), "Questionnaire de la délégation", keeper.Name, at);
        }
    }

    private DateTimeOffset MomentSince(DateTimeOffset earliest) => earliest + ((today - earliest) * _dice.NextDouble() * 0.99);
}
