using Asmex.Workflows.Firms.Merging;

namespace Asmex.Workflows.Firms.Imports.Matching;

/// <summary>How surely two firms are one, from 0 to 1: the name first, then place, phone, address and domain, for and against.</summary>
internal static class FirmLikeness
{
    /// <summary>From here on a row is taken for the same firm.</summary>
    public const double Same = 0.6;

    /// <summary>From here on a person should look.</summary>
    public const double Perhaps = 0.45;

    public static double Of(FirmMarks one, FirmMarks other)
    {
        if (one.Ice.Length > 0 && other.Ice.Length > 0 && one.Ice != other.Ice)
        {
            return 0;
        }

        var name = NameLikenesses.Of(one.Name, other.Name) switch
        {
            NameLikeness.Same => 0.5,
            NameLikeness.Near => 0.4,
            NameLikeness.Within => 0.3,
            _ => 0,
        };
        var sameArabic = one.ArabicName != 0 && one.ArabicName == other.ArabicName;
        // An accountant's phone and address stand in the files of many firms.
        if (name == 0 && !sameArabic)
        {
            return 0;
        }

        var score = name + (sameArabic ? 0.1 : 0)
            + Says(one.Phones, other.Phones, 0.3, -0.05)
            + (one.Emails.Intersect(other.Emails).Any() ? 0.35 : Says(one.Domains, other.Domains, 0.25, -0.15))
            + (one.City == 0 || other.City == 0 ? 0 : one.City == other.City ? 0.15 : -0.1)
            + (one.Form != LegalForm.Unknown && other.Form != LegalForm.Unknown && one.Form != other.Form ? -0.05 : 0);
        return Math.Clamp(score, 0, 1);
    }

    /// <summary>What a person is told of why.</summary>
    public static IReadOnlyList<PairSign> Signs(FirmMarks one, FirmMarks other)
    {
        var sameEmail = one.Emails.Intersect(other.Emails).Any();
        return
        [
            .. Sign(NameLikenesses.Of(one.Name, other.Name) switch
            {
                NameLikeness.Same => PairSign.SameName,
                NameLikeness.Near => PairSign.NearName,
                NameLikeness.Within => PairSign.NameWithin,
                _ => null,
            }),
            .. Sign(one.ArabicName != 0 && one.ArabicName == other.ArabicName ? PairSign.SameArabicName : null),
            .. Sign(sameEmail ? PairSign.SameEmail : null),
            .. Sign(Says(one.Phones, other.Phones, PairSign.SamePhone, PairSign.OtherPhone)),
            .. Sign(sameEmail ? null : Says(one.Domains, other.Domains, PairSign.SameDomain, PairSign.OtherDomain)),
            .. Sign(one.City == 0 || other.City == 0 ? null : one.City == other.City ? PairSign.SameCity : PairSign.OtherCity),
            .. Sign(one.Form != LegalForm.Unknown && other.Form != LegalForm.Unknown && one.Form != other.Form ? PairSign.OtherForm : null),
        ];
    }

    private static IEnumerable<PairSign> Sign(PairSign? sign) => sign is { } told ? [told] : [];

    private static PairSign? Says(long[] one, long[] other, PairSign same, PairSign different) =>
        one.Length == 0 || other.Length == 0 ? null : one.Intersect(other).Any() ? same : different;

    private static double Says(long[] one, long[] other, double same, double different) =>
        one.Length == 0 || other.Length == 0 ? 0 : one.Intersect(other).Any() ? same : different;
}
