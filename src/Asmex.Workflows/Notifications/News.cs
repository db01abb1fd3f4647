using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Notifications;

/// <summary>Something to tell people: what, why they learn it now, and the one page to go to.</summary>
/// <param name="What">A short line, as a subject.</param>
/// <param name="Why">A whole sentence.</param>
/// <param name="Path">Begins with a slash.</param>
/// <param name="Cause">What made it necessary, once for each person, such as <c>mention:{comment}</c>: told a second time it is told once.</param>
public sealed record News(NotificationKind Kind, Wording What, Wording Why, string Path, string Cause, LetterAbout About)
{
    /// <summary>The template of its letter.</summary>
    public string Letter { get; init; } = LetterKeys.News;

    /// <summary>Who must not be told even as somebody's deputy, because they may not act on it; nobody when absent.</summary>
    public Func<Guid, bool>? NotFor { get; init; }

    /// <summary>What its template says; absent for the general one.</summary>
    public LetterModel? Model { get; init; }

    /// <summary>What its template says to one person, where that differs; asked only for those who get a letter.</summary>
    public Func<Person, Task<LetterModel>>? ModelFor { get; init; }
}
