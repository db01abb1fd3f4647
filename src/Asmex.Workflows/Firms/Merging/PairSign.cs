namespace Asmex.Workflows.Firms.Merging;

/// <summary>What speaks for two files being one firm, and what against it.</summary>
public enum PairSign
{
    SameName,
    NearName,
    NameWithin,
    SameArabicName,
    SamePhone,
    SameEmail,
    SameDomain,
    SameCity,
    OtherPhone,
    OtherDomain,
    OtherCity,
    OtherForm,
}
