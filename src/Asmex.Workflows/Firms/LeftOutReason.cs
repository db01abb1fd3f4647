namespace Asmex.Workflows.Firms;

/// <summary>Why a firm that was meant gets no letter; the nearest miss of its contacts, so the last is the least far away.</summary>
public enum LeftOutReason
{
    NoContact,
    NoAddress,
    OtherLanguage,
    NoConsent,
    OptedOut,
    Suppressed,
}
