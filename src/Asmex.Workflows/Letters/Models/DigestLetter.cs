using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Models;

/// <summary>The news of a day in one letter, for those who asked for it.</summary>
/// <param name="Count">How many there are; the letter lists the first of them.</param>
/// <param name="Lines">Each with <c>what</c>, <c>why</c> and <c>link</c>.</param>
/// <param name="Link">The list in the application.</param>
public sealed record DigestLetter(DateOnly Day, int Count, IReadOnlyList<DigestLine> Lines, Link Link) : LetterModel
{
    public static DigestLetter Sample { get; } = new(new DateOnly(2026, 11, 24), 1, [new DigestLine(NewsLetter.Sample.What, NewsLetter.Sample.Why, NewsLetter.Sample.Link)], new Link("/notifications"));
}

/// <summary>One of the news.</summary>
public sealed record DigestLine(Wording What, Wording Why, Link Link);
