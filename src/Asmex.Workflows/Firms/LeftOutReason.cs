namespace Asmex.Workflows.Firms;

/// <summary>Why a firm that was meant gets no letter; of the reasons that lie with its contacts the nearest miss, so the last of these is the least far away.</summary>
public enum LeftOutReason
{
    NoContact,
    NoAddress,
    OtherLanguage,
    NoConsent,
    OptedOut,
    Suppressed,

    /// <summary>Taken out of the audience on purpose.</summary>
    Excluded,

    /// <summary>It has had as many letters as a firm gets in a while.</summary>
    Capped,

    /// <summary>Another plan or campaign has written to it a few days ago.</summary>
    OtherPlan,
}
