using System.Globalization;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>What came in with the form of a task: the button, the version that was seen, what was typed, the files.</summary>
public sealed class PostedTask(IFormCollection form)
{
    public const string Button = "act";
    public const string SeenField = "seen";
    public const string FieldPrefix = "f.";
    public const string FilePrefix = "file.";
    public const string SearchPrefix = "search.";
    public const string SectorPrefix = "sector.";

    /// <summary>What the button says to do, as <c>complete:Done</c>, <c>remove:…</c>, <c>search:firms</c>, <c>attach</c> or <c>draft</c>.</summary>
    public string Act => form[Button].ToString().Split(':')[0];

    public string Target => form[Button].ToString() is var act && act.IndexOf(':') is > 0 and var at ? act[(at + 1)..] : "";

    public int? Seen => int.TryParse(form[SeenField], CultureInfo.InvariantCulture, out var seen) ? seen : null;

    public IEnumerable<(string Field, IFormFile File)> Files =>
        form.Files.Where(f => f.Length > 0 && f.Name.StartsWith(FilePrefix, StringComparison.Ordinal)).Select(f => (f.Name[FilePrefix.Length..], f));

    public IReadOnlyList<string> Typed(string field) => [.. form[FieldPrefix + field].OfType<string>()];

    public string Search(string field) => form[SearchPrefix + field].ToString();

    public string Sector(string field) => form[SectorPrefix + field].ToString();

    /// <summary>True when somebody pressed Enter in a box that searches.</summary>
    public bool IsSearching => Act == "search" || (Act == "enter" && form.Keys.Any(k => k.StartsWith(SearchPrefix, StringComparison.Ordinal) && form[k].ToString().Length > 0));
}
