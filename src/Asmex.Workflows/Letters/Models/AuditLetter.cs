using Asmex.Workflows.Letters.Templates;

namespace Asmex.Workflows.Letters.Models;

/// <summary>The head of the audit chain on a day; kept outside the house, it proves later that nothing before it was rewritten.</summary>
/// <param name="Number">The last row.</param>
/// <param name="Hash">Its hash.</param>
public sealed record AuditLetter(DateOnly Day, int Number, string Hash, Link Link) : LetterModel
{
    public static AuditLetter Sample { get; } = new(new DateOnly(2026, 11, 24), 1204, new string('a', 64), new Link("/budgets"));
}
