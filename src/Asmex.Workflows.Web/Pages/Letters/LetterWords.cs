using Asmex.Workflows.Letters;
using Asmex.Workflows.Web.Pages.Shared;

namespace Asmex.Workflows.Web.Pages.Letters;

/// <summary>A letter's state as one of the five that are everywhere.</summary>
internal static class LetterWords
{
    public static bool WaitsForAPerson(LetterState state) => state is LetterState.Unknown or LetterState.Rejected or LetterState.Withheld;

    public static StateKind KindOf(LetterState state) => state switch
    {
        LetterState.Sent or LetterState.Cancelled => StateKind.Done,
        LetterState.Unknown or LetterState.Rejected or LetterState.Bounced => StateKind.Problem,
        LetterState.Withheld or LetterState.Deferred => StateKind.Late,
        _ => StateKind.Waiting,
    };
}
