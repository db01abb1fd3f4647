namespace Asmex.Workflows.Letters.Models;

/// <summary>What a template may say: each property is a field, in snake case. Every letter also has <c>to</c> (the recipient's name) and <c>organisation</c>.</summary>
public abstract record LetterModel
{
    /// <summary>The absent person whom the reader stands in for; the layout says it. Absent for one's own letters.</summary>
    public string? ForWhom { get; init; }

    /// <summary>The word after <c>model:</c> in a template's head, and a sample of each, with which templates are tried when they are read.</summary>
    public static IReadOnlyDictionary<string, LetterModel> Samples { get; } = new Dictionary<string, LetterModel>(StringComparer.Ordinal)
    {
        ["task"] = TaskLetter.Sample,
        ["approval"] = ApprovalLetter.Sample,
        ["plan"] = PlanLetter.Sample,
        ["action"] = ActionLetter.Sample,
        ["answer"] = AnswerLetter.Sample,
        ["firm"] = FirmLetter.Sample,
        ["audit"] = AuditLetter.Sample,
        ["test"] = TestLetter.Sample,
        ["news"] = NewsLetter.Sample,
        ["moved"] = MovedLetter.Sample,
        ["digest"] = DigestLetter.Sample,
    };
}
