namespace Asmex.Workflows.Firms.Imports.Matching;

/// <summary>Finds firms again by any of the marks that tell them.</summary>
internal sealed class KnownFirms
{
    private const int MostOfAMark = 200;
    private const int TooMany = 5;

    private readonly List<KnownFirm> _all = [];

    // A table of its own: a dictionary over the marks of a large file would weigh more than the firms.
    private readonly List<(int Key, int Firm, int Before)> _links = [];
    private int[] _heads = new int[1_024];

    public IReadOnlyList<KnownFirm> All => _all;

    public void Add(KnownFirm firm)
    {
        _all.Add(firm);
        foreach (var key in Keys(firm.Marks).Append(IceKey(firm.Marks.Ice)).Where(k => k != 0).Distinct())
        {
            if (_links.Count == _heads.Length)
            {
                Grow();
            }

            _links.Add((key, _all.Count - 1, 0));
            Link(_links.Count - 1);
        }
    }

    /// <summary>Every version of the company with this ICE.</summary>
    public IEnumerable<KnownFirm> OfCompany(string ice) => Behind(IceKey(ice)).Where(k => k.Marks.Ice == ice);

    /// <summary>The firms that share a mark with this one.</summary>
    public IEnumerable<KnownFirm> Near(FirmMarks marks) => Keys(marks).Where(k => k != 0).SelectMany(k => Behind(k).Take(MostOfAMark)).Distinct();

    /// <summary>The marks without the phones that many firms give: a switchboard tells nobody.</summary>
    public FirmMarks WithoutShared(FirmMarks marks) => marks.Phones.All(p => Behind(Keyed(3, p)).Take(TooMany + 1).Count() <= TooMany) ? marks : marks with { Phones = [] };

    // The last first. Hardly ever do two marks share a key: then a firm is looked at in vain.
    private IEnumerable<KnownFirm> Behind(int key)
    {
        for (var link = key == 0 ? 0 : _heads[Place(key)]; link != 0; link = _links[link - 1].Before)
        {
            if (_links[link - 1].Key == key)
            {
                yield return _all[_links[link - 1].Firm];
            }
        }
    }

    private int Place(int key) => key & (_heads.Length - 1);

    private void Link(int index)
    {
        var (key, firm, _) = _links[index];
        _links[index] = (key, firm, _heads[Place(key)]);
        _heads[Place(key)] = index + 1;
    }

    private void Grow()
    {
        _heads = new int[_heads.Length * 2];
        for (var index = 0; index < _links.Count; index++)
        {
            Link(index);
        }
    }

    private static IEnumerable<int> Keys(FirmMarks marks)
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

    private static int IceKey(string ice) => ice.Length == 0 ? 0 : Keyed(1, FirmMarks.Of(ice));

    private static int Keyed(int kind, long mark) => mark == 0 ? 0 : unchecked((mark * 31) + kind).GetHashCode();
}
