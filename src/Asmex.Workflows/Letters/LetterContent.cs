namespace Asmex.Workflows.Letters;

/// <summary>What a letter says, rendered and frozen.</summary>
/// <param name="Calendar">An iCalendar object that a mail program understands beside the text.</param>
/// <param name="EntryCode">A code for the entrance, which the text shows as a picture too.</param>
public sealed record LetterContent(string Subject, string Html, string Text, string? UnsubscribeUrl = null, string? Calendar = null, string? EntryCode = null);

/// <summary>What a letter is about, so that a page of that thing can show it.</summary>
public sealed record LetterAbout(Guid? PlanId = null, Guid? ActionId = null, Guid? TaskId = null, Guid? InvitationId = null)
{
    public static LetterAbout Nothing { get; } = new();
}

/// <summary>When a letter may go, and from when on it is too late.</summary>
public sealed record LetterWindow(DateTimeOffset NotBefore, DateTimeOffset GiveUpAt);
