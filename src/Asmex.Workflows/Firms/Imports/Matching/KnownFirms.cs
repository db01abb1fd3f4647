namespace Asmex.Workflows.Firms.Imports.Matching;

/// <summary>Finds firms again by any of the marks that tell them.</summary>
internal sealed class KnownFirms
{
    private const int MostOfAMark = 200;
    private const int TooMany = 5;

    private readonly List<KnownFirm> _all = [];
    private readonly Dictionary<long, int> _last = [];
    private readonly List<(int Firm, int Before)> _links = [];

    public void Add(KnownFirm firm)
    {
        _all.Add(firm);
        foreach (var key in Keys(firm.Marks).Append(IceKey(firm.Marks.Ice)).Where(k => k != 0).Distinct())
        {
            _links.Add((_all.Count - 1, _last.GetValueOrDefault(key)));
            _last[key] = _links.Count;
        }
    }

    /// <summary>Every version of the company with this ICE.</summary>
    public IEnumerable<KnownFirm> OfCompany(string ice) => Behind(IceKey(ice));

    /// <summary>The firms that share a mark with this one.</summary>
    public IEnumerable<KnownFirm> Near(FirmMarks marks) => Keys(marks).Where(k => k != 0).SelectMany(k => Behind(k).Take(MostOfAMark)).Distinct();

    /// <summary>The marks without the phones that many firms give: a switchboard tells nobody.</summary>
    public FirmMarks WithoutShared(FirmMarks marks) => marks.Phones.All(p => Behind(Keyed(3, p)).Take(TooMany + 1).Count() <= TooMany) ? marks : marks with { Phones = [] };

    private IEnumerable<KnownFirm> Behind(long key)
    {
        for (var link = key == 0 ? 0 : _last.GetValueOrDefault(key); link != 0; link = _links[link - 1].Before)
        {
            yield return _all[_links[link - 1].Firm];
        }
    }

    private static IEnumerable<long> Keys(FirmMarks marks)
    {
        yield return Keyed(2, FirmMarks.Of(marks.Name));
        yield return marks.City == 0 || marks.Name.Length == 0 ? 0 : Keyed(6, FirmMarks.Of(string.Concat(marks.Name.Split(' ').Select(Sound.Of).Order(StringComparer.Ordinal))) ^ marks.City);
        foreach (var phone in marks.Phones)
        {
            yield return Keyed(3, phone);
        }

        foreach (var email in marks.Emails)
        {
            yield return Keyed(4, email);
        }

        foreach (var domain in marks.Domains)
        {
            yield return Keyed(5, domain);
        }
    }

    private static long IceKey(string ice) => ice.Length == 0 ? 0 : Keyed(1, FirmMarks.Of(ice));

    private static long Keyed(int kind, long mark) => mark == 0 ? 0 : unchecked((mark * 31) + kind);
}
