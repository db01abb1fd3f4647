using System.Globalization;

namespace Asmex.Workflows.Firms.Merging;

/// <summary>How a field is read from one file and written into another.</summary>
public static class MergeFields
{
    // What an erasure leaves of a person's words.
    private const string Erased = "—";

    private static readonly Dictionary<MergeField, (Func<FirmDraft, string?> Said, Func<FirmDraft, FirmDraft, FirmDraft> Taken)> _fields = new()
    {
        [MergeField.Name] = (d => d.Name, (to, from) => to with { Name = from.Name }),
        [MergeField.ArabicName] = (d => d.ArabicName, (to, from) => to with { ArabicName = from.ArabicName }),
        [MergeField.Ice] = (d => d.Ice, (to, from) => to with { Ice = from.Ice }),
        [MergeField.TradeRegister] = (d => d.TradeRegister is null ? null : $"{d.TradeRegister} ({d.Court})", (to, from) => to with { TradeRegister = from.TradeRegister, Court = from.Court }),
        [MergeField.TaxId] = (d => d.TaxId, (to, from) => to with { TaxId = from.TaxId }),
        [MergeField.Cnss] = (d => d.Cnss, (to, from) => to with { Cnss = from.Cnss }),
        [MergeField.LegalForm] = (d => d.LegalForm == LegalForm.Unknown ? null : d.LegalForm.ToString(), (to, from) => to with { LegalForm = from.LegalForm }),
        [MergeField.WomenLed] = (d => d.WomenLed ? "yes" : null, (to, from) => to with { WomenLed = from.WomenLed }),
        [MergeField.Staff] = (d => d.Staff?.ToString(CultureInfo.InvariantCulture), (to, from) => to with { Staff = from.Staff }),
        [MergeField.Sector] = (d => d.Sector == SectorCatalog.Other ? null : d.Sector, (to, from) => to with { Sector = from.Sector }),
        [MergeField.Products] = (d => d.Products, (to, from) => to with { Products = from.Products }),
        [MergeField.HsChapters] = (d => d.HsChapters, (to, from) => to with { HsChapters = from.HsChapters }),
        [MergeField.Markets] = (d => d.Markets, (to, from) => to with { Markets = from.Markets }),
        [MergeField.Region] = (d => d.Region, (to, from) => to with { Region = from.Region }),
        [MergeField.Province] = (d => d.Province, (to, from) => to with { Province = from.Province }),
        [MergeField.City] = (d => d.City, (to, from) => to with { City = from.City }),
        [MergeField.Address] = (d => d.Address, (to, from) => to with { Address = from.Address }),
        [MergeField.Website] = (d => d.Website, (to, from) => to with { Website = from.Website }),
        [MergeField.Phone] = (d => d.Phone, (to, from) => to with { Phone = from.Phone }),
    };

    /// <summary>What the file says; null where it says nothing.</summary>
    public static string? Of(Firm firm, MergeField field) => _fields[field].Said(firm.Draft());

    /// <summary>What the two say differently.</summary>
    public static IReadOnlyList<MergeField> Different(Firm one, Firm other) => [.. Enum.GetValues<MergeField>().Where(f => Of(one, f) != Of(other, f))];

    /// <summary>The file that is kept, with what is chosen from the other; every phone of either stays.</summary>
    internal static FirmDraft Chosen(FirmDraft kept, FirmDraft other, IEnumerable<MergeField> fromOther)
    {
        var chosen = fromOther.Aggregate(kept, (draft, field) => _fields[field].Taken(draft, other));
        return chosen with { OtherPhones = Joined(Phones(kept).Concat(Phones(other)).Distinct().Where(p => p != chosen.Phone)) };
    }

    /// <summary>The file as it was before a merge; what was changed since stays.</summary>
    internal static FirmDraft Back(FirmDraft now, FirmDraft before, FirmDraft after)
    {
        var back = _fields.Values.Where(f => f.Said(now) == f.Said(after) && f.Said(before) != Erased).Aggregate(now, (draft, field) => field.Taken(draft, before));
        var brought = Phones(after).Except(Phones(before)).ToList();
        return back with { OtherPhones = Joined(Phones(now).Except(brought).Concat(Phones(before).Where(p => p != Erased).Intersect(Phones(now))).Distinct().Where(p => p != back.Phone)) };
    }

    private static IEnumerable<string> Phones(FirmDraft draft) =>
        new[] { draft.Phone }.OfType<string>().Concat(draft.OtherPhones?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []);

    private static string? Joined(IEnumerable<string> phones) => string.Join(',', phones) is { Length: > 0 } joined ? joined : null;
}
