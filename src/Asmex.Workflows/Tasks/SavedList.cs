using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>A list that a person looks at again and again, under a name.</summary>
public sealed class SavedList
{
    public const int LongestName = 60;
    public const int LongestQuery = 1_000;

    private SavedList()
    {
    }

    public SavedList(Guid personId, string? name, string query)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName)
        {
            throw new RuleBrokenException("Inbox.SaveName", LongestName);
        }

        (PersonId, Name, Query) = (personId, name.Trim(), query);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid PersonId { get; private init; }
    public string Name { get; private init; } = "";

    /// <summary>The query of its address.</summary>
    public string Query { get; private set; } = "";

    public void Show(string query) => Query = query;
}
