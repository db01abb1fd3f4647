using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Firms.Search;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms;

/// <summary>A firm of a region, exporting or not: a company, a cooperative, someone alone.</summary>
public sealed class Firm
{
    public const int LongestName = 200;
    public const int MostStaff = 500_000;

    /// <summary>Of the further phones together.</summary>
    public const int LongestPhones = 200;

    private static readonly char[] _betweenPhones = [',', ';', '/', '\n'];

    private readonly List<Contact> _contacts = [];
    private readonly List<ExportChange> _exportChanges = [];

    private Firm()
    {
    }

    /// <param name="source">Where we know it from: a person, an import, an answer.</param>
    public Firm(FirmDraft draft, string source, string byName, DateTimeOffset now)
    {
        (Source, AddedAt) = (Line.Of(source, 200) ?? "", now);
        Apply(draft, byName, now);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Name { get; private set; } = "";
    public string? ArabicName { get; private set; }

    /// <summary>What the firm is found by: its words in every form that somebody may type.</summary>
    public string SearchKey { get; private set; } = "";

    /// <summary>The words of the name that tell it from others.</summary>
    public string MatchKey { get; private set; } = "";

    public string? Ice { get; private set; }

    /// <summary>The first nine digits of the ICE: no two firms share them.</summary>
    public string? IceCompany { get; private set; }

    public string? TradeRegister { get; private set; }
    public string? Court { get; private set; }
    public string? TaxId { get; private set; }
    public string? Cnss { get; private set; }
    public LegalForm LegalForm { get; private set; }
    public int? Staff { get; private set; }
    public string Sector { get; private set; } = SectorCatalog.Other;
    public string? Products { get; private set; }
    public string Region { get; private set; } = "";
    public string? Province { get; private set; }
    public string? City { get; private set; }
    public string? Address { get; private set; }
    public string? Website { get; private set; }
    public string? Phone { get; private set; }
    /// <summary>Chapters of the harmonised system, two digits each, parted by spaces.</summary>
    public string? HsChapters { get; private set; }

    /// <summary>The countries it sells to or aims at.</summary>
    public string? Markets { get; private set; }

    /// <summary>Further phones as E.164, parted by spaces.</summary>
    public string? OtherPhones { get; private set; }
    public bool WomenLed { get; private set; }
    public ExportStatus ExportStatus { get; private set; }
    public DateOnly? ExportStatusOn { get; private set; }
    public string Source { get; private init; } = "";
    public DateTimeOffset AddedAt { get; private init; }
    public DateTimeOffset ChangedAt { get; private set; }
    public string ChangedBy { get; private set; } = "";
    public int Version { get; private set; }

    /// <summary>The file that stands for this one since they were found to be one firm.</summary>
    public Guid? MergedIntoId { get; private set; }
    public IReadOnlyList<Contact> Contacts => _contacts;

    /// <summary>How its export status came about, oldest first.</summary>
    public IReadOnlyList<ExportChange> ExportChanges => _exportChanges;

    public bool IsCooperative => LegalForm == LegalForm.Cooperative;

    /// <summary>True once it has exported, now or before.</summary>
    public bool HasExported => ExportStatus is ExportStatus.FirstTime or ExportStatus.Regular or ExportStatus.Lapsed;

    public FirmSize Size => Staff switch
    {
        null => FirmSize.Unknown,
        < 10 => FirmSize.Micro,
        < 50 => FirmSize.Small,
        < 250 => FirmSize.Medium,
        _ => FirmSize.Large,
    };

    public string NameIn(string language) => language == Languages.Arabic && ArabicName is not null ? ArabicName : Name;

    /// <exception cref="RuleBrokenException">Somebody changed it since, or what was typed cannot stand.</exception>
    public void Change(FirmDraft draft, int versionSeen, string byName, DateTimeOffset now)
    {
        if (versionSeen != Version)
        {
            throw new RuleBrokenException("Firms.ChangedMeanwhile", ChangedBy, ChangedAt);
        }

        Apply(draft, byName, now);
    }

    public Contact AddContact(ContactDraft draft, DateTimeOffset now)
    {
        var contact = new Contact(Id, draft, now);
        MustBeTheOnlyOne(contact);
        _contacts.Add(contact);
        SearchKey = FirmWords.Of(this);
        return contact;
    }

    /// <exception cref="RuleBrokenException">Somebody changed the contact since, or what was typed cannot stand.</exception>
    public Contact ChangeContact(Guid contactId, ContactDraft draft, DateTimeOffset now)
    {
        var contact = _contacts.Find(c => c.Id == contactId) ?? throw new NothingThereException("contact");
        if (draft.Seen is { } seen && seen != contact.Stamp())
        {
            throw new RuleBrokenException("Firms.ContactChangedMeanwhile", contact.Name);
        }

        contact.Change(draft, now);
        MustBeTheOnlyOne(contact);
        SearchKey = FirmWords.Of(this);
        return contact;
    }

    /// <summary>Forgets who these contacts are, and their phones where they stand for the firm too.</summary>
    internal void Forget(IReadOnlyCollection<Guid> contactIds, IReadOnlyCollection<string> phones, DateTimeOffset now)
    {
        var others = OtherPhones?.Split(' ').Where(p => !phones.Contains(p)).ToList() ?? [];
        (Phone, OtherPhones) = (phones.Contains(Phone) ? null : Phone, others.Count == 0 ? null : string.Join(' ', others));
        foreach (var contact in _contacts.Where(c => contactIds.Contains(c.Id)))
        {
            contact.Anonymise();
        }

        SearchKey = FirmWords.Of(this);
        ChangedAt = now;
        Version++;
    }

    /// <summary>From a day on the firm stands so; a status of an earlier day than the last joins the history only.</summary>
    public void Stand(ExportStatus status, DateOnly on, string? evidence, string byName, DateTimeOffset now)
    {
        if (on > Zone.DateOf(now))
        {
            throw new RuleBrokenException("Firms.DateToCome", on);
        }

        _exportChanges.Add(new ExportChange(Id, status, on, Line.Of(evidence, 1_000), byName, now));
        if (ExportStatusOn is null || on >= ExportStatusOn)
        {
            (ExportStatus, ExportStatusOn) = (status, on);
        }

        (ChangedBy, ChangedAt) = (byName, now);
        Version++;
    }

    /// <summary>The firm exported for the first time: it counts on the way to the aim, once.</summary>
    public Conversion Convert(ConversionRequest request, string byName, DateTimeOffset now)
    {
        if (HasExported)
        {
            throw new RuleBrokenException("Firms.AlreadyExporting", Name, ExportStatusOn ?? Zone.DateOf(now));
        }

        var conversion = new Conversion(this, request, byName, now);
        Stand(ExportStatus.FirstTime, request.On, request.Evidence, byName, now);
        return conversion;
    }

    /// <summary>This file gives way to another one, which stands for the firm from now on.</summary>
    internal void LeadTo(Firm kept, string byName, DateTimeOffset now)
    {
        MergedIntoId = kept.Id;
        Touch(byName, now);
    }

    internal void StandAlone(string byName, DateTimeOffset now)
    {
        MergedIntoId = null;
        SearchKey = FirmWords.Of(this);
        Touch(byName, now);
    }

    /// <summary>Takes over whom to reach and where it stood from another file of the same firm. Of somebody in both, the one here stays, with the stricter answer to letters.</summary>
    internal TakenParts TakeOver(Firm other, FirmDraft chosen, string byName, DateTimeOffset now)
    {
        var pairs = other._contacts.Select(c => (Theirs: c, Ours: _contacts.Find(o => o.IsSameAs(c)))).ToList();
        var held = pairs.Where(p => p.Ours is not null).Select(p => new HeldConsent(p.Ours!.Id, p.Ours.Consent)).ToList();
        pairs.ForEach(p => p.Ours?.Yield(p.Theirs, now));
        var (contacts, changes) = (pairs.Where(p => p.Ours is null).Select(p => p.Theirs).ToList(), other._exportChanges.ToList());
        Pass(contacts, changes, other, this);
        if (other.ExportStatus != ExportStatus.Unknown && (ExportStatus == ExportStatus.Unknown || other.ExportStatusOn > ExportStatusOn))
        {
            (ExportStatus, ExportStatusOn) = (other.ExportStatus, other.ExportStatusOn);
        }

        Apply(chosen with { IceConfirmed = true }, byName, now);
        return new TakenParts([.. contacts.Select(c => c.Id)], [.. changes.Select(c => c.Id)], held);
    }

    /// <summary>Gives another file back what it had, and becomes as it was, but for what was changed since.</summary>
    internal void GiveBack(Firm other, MergeRecord record, string byName, DateTimeOffset now)
    {
        Pass([.. _contacts.Where(c => record.Contacts.Contains(c.Id))], [.. _exportChanges.Where(c => record.ExportChanges.Contains(c.Id))], this, other);
        // A consent that was there before the merge was not touched by it; one that was withdrawn since stays so.
        foreach (var held in record.Consents.Where(h => h.Consent is null))
        {
            if (_contacts.Find(c => c.Id == held.ContactId) is { Consent: { } given } ours && other._contacts.Exists(c => c.IsSameAs(ours) && c.Consent == given))
            {
                ours.Agree(consent: null, now);
            }
        }

        if (record.StoodAfter == new FirmStanding(ExportStatus, ExportStatusOn))
        {
            (ExportStatus, ExportStatusOn) = (record.StoodBefore.Status, record.StoodBefore.On);
        }

        Apply(MergeFields.Back(Draft(), record.Before, record.After), byName, now);
    }

    /// <summary>As it stood before an import changed it.</summary>
    /// <param name="leftVersion">The version in which the import left it; the one before it comes back.</param>
    internal void Restore(Imports.FirmBefore before, int leftVersion, string byName, DateTimeOffset now)
    {
        _contacts.RemoveAll(c => before.Added.Contains(c.Id));
        _exportChanges.RemoveAll(c => before.Added.Contains(c.Id));
        foreach (var held in before.Agreed ?? [])
        {
            _contacts.Find(c => c.Id == held.ContactId && c.Consent == held.Consent)?.Agree(consent: null, now);
        }

        (ExportStatus, ExportStatusOn) = (before.Status, before.StatusOn);
        Apply(before.Draft, byName, now);
        // An earlier row of the same import finds the version it left.
        Version = before.Version < leftVersion ? before.Version : Version;
    }

    /// <summary>What a person would have typed to get the file as it stands.</summary>
    internal FirmDraft Draft() => new(
        Name, Region, Sector, ArabicName, Ice, IceConfirmed: true, TradeRegister, Court, TaxId, Cnss, LegalForm, Staff, Products, Province, City, Address, Website, Phone, WomenLed, HsChapters, Markets, OtherPhones?.Replace(' ', ','));

    private static void Pass(List<Contact> contacts, List<ExportChange> changes, Firm from, Firm to)
    {
        from._contacts.RemoveAll(contacts.Contains);
        from._exportChanges.RemoveAll(changes.Contains);
        to._contacts.AddRange(contacts);
        to._exportChanges.AddRange(changes);
    }

    private void Touch(string byName, DateTimeOffset now)
    {
        (ChangedBy, ChangedAt) = (byName, now);
        Version++;
    }

    private void MustBeTheOnlyOne(Contact contact)
    {
        if (contact.Email is not null && _contacts.Exists(c => c.Id != contact.Id && c.AddressHash == contact.AddressHash))
        {
            throw new RuleBrokenException("Firms.ContactTwice", contact.Email);
        }
    }

    private void Apply(FirmDraft draft, string byName, DateTimeOffset now)
    {
        var ice = string.IsNullOrWhiteSpace(draft.Ice) ? null : Firms.Ice.Parse(draft.Ice);
        if (ice is { IsPlausible: false } && !draft.IceConfirmed && ice.Digits != Ice)
        {
            throw new RuleBrokenException("Firms.IceDoubtful", ice.Digits);
        }

        if (draft.Staff is < 0 or > MostStaff)
        {
            throw new RuleBrokenException("Firms.StaffAbsurd", draft.Staff.Value);
        }

        Name = Line.Of(draft.Name, LongestName) ?? throw new RuleBrokenException("Firms.NameMissing");
        Region = RegionCatalog.Find(draft.Region)?.Code ?? throw new RuleBrokenException("Regions.Unknown", draft.Region);
        Sector = SectorCatalog.Find(draft.Sector)?.Key ?? throw new RuleBrokenException("Firms.SectorUnknown", draft.Sector);
        (ArabicName, Ice, IceCompany) = (Line.Of(draft.ArabicName, LongestName), ice?.Digits, ice?.Company);
        (TradeRegister, Court) = (DigitsOf(draft.TradeRegister, "Firms.TradeRegisterNotDigits", 1, 7), Line.Of(draft.Court, 100));
        (TaxId, Cnss) = (DigitsOf(draft.TaxId, "Firms.TaxIdNotDigits", 7, 8), DigitsOf(draft.Cnss, "Firms.CnssNotDigits", 7, 7));
        if (TradeRegister is not null && Court is null)
        {
            throw new RuleBrokenException("Firms.CourtMissing", TradeRegister);
        }

        (LegalForm, Staff, WomenLed, Products) = (draft.LegalForm, draft.Staff, draft.WomenLed, Line.Of(draft.Products, 500));
        (Province, City, Address) = (Line.Of(draft.Province, 100), Line.Of(draft.City, 100), Line.Of(draft.Address, 300));
        (Website, Phone) = (Line.Of(draft.Website, 200), string.IsNullOrWhiteSpace(draft.Phone) ? null : Phones.Parse(draft.Phone));
        (HsChapters, Markets, OtherPhones) = (ChaptersOf(draft.HsChapters), Line.Of(draft.Markets, 300), PhonesOf(draft.OtherPhones));
        MatchKey = NameKey.Of(Name);
        SearchKey = FirmWords.Of(this);
        Touch(byName, now);
    }

    private static string? ChaptersOf(string? typed)
    {
        var chapters = SearchText.Of(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal).ToList();
        var wrong = chapters.Find(c => !Firms.HsChapters.Has(c));
        return wrong is not null ? throw new RuleBrokenException("Firms.HsChapterUnknown", wrong) : chapters.Count == 0 ? null : Line.Of(string.Join(' ', chapters), 100);
    }

    private static string? PhonesOf(string? typed)
    {
        var phones = (typed ?? "").Split(_betweenPhones, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Phones.Parse).Distinct().ToList();
        return phones.Count == 0 ? null : Line.Of(string.Join(' ', phones), LongestPhones);
    }

    private static string? DigitsOf(string? text, string problem, int shortest, int longest)
    {
        var digits = SearchText.Joined(text);
        return digits.Length == 0 ? null
            : digits.All(char.IsAsciiDigit) && digits.Length >= shortest && digits.Length <= longest ? digits
            : throw new RuleBrokenException(problem, text!.Trim());
    }
}
