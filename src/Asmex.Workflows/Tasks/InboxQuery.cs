using System.Globalization;
using System.Text;

namespace Asmex.Workflows.Tasks;

/// <summary>What a person wants to see of the inbox; written into the address and, under a name, kept.</summary>
/// <param name="Work">Only what belongs to this plan or action.</param>
/// <param name="Region">Only this region, of those the person sees.</param>
/// <param name="Page">From 1.</param>
public sealed record InboxQuery(
    InboxList List = InboxList.Mine, string? Search = null, Guid? Work = null, string? Region = null, bool LateOnly = false, TaskPriority? Priority = null,
    InboxSort Sort = InboxSort.Due, int Page = 1)
{
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || Work is not null || Region is not null || LateOnly || Priority is not null;

    /// <summary>As the query of an address, without the page; empty for one's own list as it is.</summary>
    public override string ToString()
    {
        var written = new StringBuilder();
        Add("list", List == InboxList.Mine ? null : Word(List));
        Add("q", string.IsNullOrWhiteSpace(Search) ? null : Search.Trim());
        Add("work", Work?.ToString());
        Add("region", Region);
        Add("late", LateOnly ? "1" : null);
        Add("priority", Priority is { } priority ? Word(priority) : null);
        Add("sort", Sort == InboxSort.Due ? null : Word(Sort));
        return written.ToString();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                written.Append(written.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }
    }

    /// <summary>What stands in an address; words that mean nothing there count as not said.</summary>
    public static InboxQuery Read(string? list, string? search, Guid? work, string? region, string? late, string? priority, string? sort, int? page) => new(
        Known<InboxList>(list) ?? InboxList.Mine, search is { Length: > 200 } ? search[..200] : search, work, string.IsNullOrEmpty(region) ? null : region, late == "1",
        Known<TaskPriority>(priority), Known<InboxSort>(sort) ?? InboxSort.Due, Math.Clamp(page ?? 1, 1, TaskInbox.MostCounted / TaskInbox.PageSize));

    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLower(CultureInfo.InvariantCulture);

    private static T? Known<T>(string? word)
        where T : struct, Enum => Enum.GetValues<T>().Where(v => Word(v) == word).Select(v => (T?)v).FirstOrDefault();
}
