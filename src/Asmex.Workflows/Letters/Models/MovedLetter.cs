using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Models;

/// <summary>Dates of the reader that have moved.</summary>
/// <param name="Reason">What moved them: a feast that was proclaimed, a day off that was given, a change of the plan.</param>
/// <param name="Count">How many there are; the letter lists the first of them.</param>
/// <param name="Lines">Each with <c>what</c>, <c>from</c>, <c>until</c> (the new day) and <c>link</c>.</param>
/// <param name="Link">Where the reader sees them all.</param>
public sealed record MovedLetter(Wording Reason, int Count, IReadOnlyList<MovedLine> Lines, Link Link) : LetterModel
{
    public static MovedLetter Sample { get; } = new(new Wording("Aïd Al Fitr confirmé", "تأكيد عيد الفطر", "Eid al-Fitr confirmed"), 1,
        [new MovedLine(TaskLetter.Sample.Task, new DateOnly(2027, 3, 10), new DateOnly(2027, 3, 11), new Link("/tasks/1"))], new Link("/inbox"));
}

/// <summary>One date.</summary>
public sealed record MovedLine(Wording What, DateOnly From, DateOnly Until, Link Link);
