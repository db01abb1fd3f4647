using Asmex.Workflows.Needs;
using Asmex.Workflows.Outreach;

namespace Asmex.Workflows.Web.Pages.Answers;

/// <summary>The firm's form as it was typed.</summary>
internal sealed class AnswerInput
{
    public Reply? Reply { get; set; }

    /// <summary>The answer that the page showed.</summary>
    public int Version { get; set; }

    /// <summary>One a line, the role after a comma.</summary>
    public string? Participants { get; set; }
    public IFormFile? Document { get; set; }
    public string? NeedText { get; set; }
    public NeedCategory NeedCategory { get; set; } = NeedCategory.Other;
    public string? Remarks { get; set; }

    public static AnswerInput Of(Invitation invitation) => new()
    {
        Reply = invitation.Reply,
        Version = invitation.Version,
        Participants = string.Join('\n', invitation.Participants.Select(p => p.Role is null ? p.Name : $"{p.Name}, {p.Role}")),
        NeedText = invitation.NeedText,
        NeedCategory = invitation.NeedCategory ?? NeedCategory.Other,
        Remarks = invitation.Remarks,
    };

    public AnswerDraft Draft() => new(Reply!.Value, Version, [.. Lines().Select(Person)], NeedCategory, NeedText, Remarks);

    private string[] Lines() =>
        (Participants ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Participant Person(string line)
    {
        var comma = line.IndexOfAny([',', '،']);
        return comma <= 0 ? new Participant(line) : new Participant(line[..comma].Trim(), line[(comma + 1)..].Trim());
    }
}
