using Asmex.Workflows.Letters.Templates;

namespace Asmex.Workflows.Letters.Models;

/// <summary>Shows an administrator that letters arrive.</summary>
public sealed record TestLetter(DateTimeOffset AskedAt, Link Link) : LetterModel
{
    public static TestLetter Sample { get; } = new(new DateTimeOffset(2026, 11, 24, 14, 32, 0, TimeSpan.Zero), new Link("/"));
}
