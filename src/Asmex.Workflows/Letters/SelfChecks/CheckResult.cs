using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.SelfChecks;

/// <summary>What one check found, and what to do.</summary>
/// <param name="Words">A whole sentence or two, in every language.</param>
public sealed record CheckResult(CheckKind Kind, CheckOutcome Outcome, Wording Words)
{
    /// <param name="finding">The end of the key of the sentence: <c>SelfCheck.{kind}.{finding}</c>.</param>
    internal static CheckResult Of(CheckKind kind, CheckOutcome outcome, string finding, params object?[] values) =>
        new(kind, outcome, TextCatalog.Shared.SayInAll($"SelfCheck.{kind}.{finding}", values));
}

public enum CheckKind
{
    Sender,
    Spf,
    Dkim,
    Dmarc,
    Alignment,
    Tls,
    ReverseName,
    OneClick,
    Content,
}

public enum CheckOutcome
{
    Passed,

    /// <summary>Does not apply here, or could not be looked at.</summary>
    Skipped,

    /// <summary>Letters leave, but something should be mended.</summary>
    Warns,

    /// <summary>Receivers refuse such letters, or the law does: invitations wait.</summary>
    Blocks,
}
