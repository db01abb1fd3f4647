using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Templates.Editing;

/// <summary>What somebody made of a letter in one language. The latest version that another person approved stands; one without a text gives the word back to the program's file.</summary>
public sealed class TemplateVersion
{
    public const int LongestNote = 300;

    private TemplateVersion()
    {
    }

    public TemplateVersion(string key, string language, int number, string? source, string? note, Actor by, DateTimeOffset at) =>
        (Key, Language, Number, Source, Note, ById, By, At) = (key, language, number, source, note, by.PersonId, by.Name, at);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Key { get; private init; } = "";
    public string Language { get; private init; } = "";

    /// <summary>From 1 for each letter and language; 0 is the program's file.</summary>
    public int Number { get; private init; }

    /// <summary>The whole text with its head; null: the file's.</summary>
    public string? Source { get; private init; }
    public string? Note { get; private init; }
    public Guid? ById { get; private init; }
    public string By { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
    public Guid? ApprovedById { get; private set; }
    public string? ApprovedBy { get; private set; }
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>True for who wrote it, and for whoever stands in for them.</summary>
    public bool IsOwnOf(Actor actor) => actor.ActsAs(ById);

    /// <exception cref="RuleBrokenException">Approved already, or by the one who wrote it.</exception>
    public void Approve(Actor by, DateTimeOffset at)
    {
        if (ApprovedBy is { } before)
        {
            throw new RuleBrokenException("Templates.ApprovedAlready", before, ApprovedAt!.Value);
        }

        if (IsOwnOf(by))
        {
            throw new RuleBrokenException("Templates.OwnText");
        }

        (ApprovedById, ApprovedBy, ApprovedAt) = (by.PersonId, by.Name, at);
    }

    /// <summary>A text that was in force before comes back without being read once more.</summary>
    internal void ApproveAs(TemplateVersion? earlier, DateTimeOffset at) => (ApprovedById, ApprovedBy, ApprovedAt) = (earlier?.ApprovedById, earlier?.ApprovedBy ?? Actor.House.Name, at);
}
