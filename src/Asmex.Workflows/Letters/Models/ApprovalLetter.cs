using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Models;

/// <summary>A request for approval, of an amount or of a content: it was made, or decided.</summary>
/// <param name="Purpose">What is to be approved.</param>
/// <param name="Action">The action or plan it belongs to.</param>
/// <param name="Amount">In dirhams; absent where a content is approved.</param>
/// <param name="Envelope">The envelope's name, where an amount is asked.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="Due">Until when a decision is expected.</param>
/// <param name="Decision">What was decided; absent in a request.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="Reason">The decider's own words: why refused, what to correct.</param>
/// <param name="Link">The request's page.</param>
public sealed record ApprovalLetter(
    Wording Purpose, Wording? Action, Wording? Region, decimal? Amount, Wording? Envelope, string RequestedBy, DateOnly? Due,
    LetterDecision? Decision, string? DecidedBy, string? Reason, Link Link) : LetterModel
{
    public static ApprovalLetter Sample { get; } = new(
        new Wording("Stand 36 m²", "جناح 36 م²", "Stand of 36 m²"), new Wording("Salon SIAL 2027", "معرض SIAL 2027", "SIAL fair 2027"),
        new Wording("Souss-Massa", "سوس-ماسة", "Souss-Massa"), 148_000m, new Wording("Salons", "المعارض", "Fairs"), "Karim Idrissi",
        new DateOnly(2026, 12, 3), LetterDecision.SentBack, "Nadia Bennis", "Joindre un deuxième devis.", new Link("/approvals/1"))
    {
        ApproveLink = new Link("/act/1"),
        SendBackLink = new Link("/act/2"),
        RejectLink = new Link("/act/3"),
    };

    /// <summary>Links that decide in the reader's name without a sign-in; absent where there are none.</summary>
    public Link? ApproveLink { get; init; }

    /// <inheritdoc cref="ApproveLink"/>
    public Link? SendBackLink { get; init; }

    /// <inheritdoc cref="ApproveLink"/>
    public Link? RejectLink { get; init; }

    /// <summary>Why the reader is reminded now, as a whole sentence; absent in other letters.</summary>
    public Wording? Why { get; init; }

    public bool IsApproved => Decision == LetterDecision.Approved;
    public bool IsRefused => Decision == LetterDecision.Refused;
    public bool IsExpired => Decision == LetterDecision.Expired;
    public bool IsSentBack => Decision == LetterDecision.SentBack;
}

/// <summary>How a request ended, as a letter says it.</summary>
public enum LetterDecision
{
    Approved,
    Refused,
    SentBack,
    Expired,
}
