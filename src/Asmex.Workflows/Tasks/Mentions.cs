using Asmex.Workflows.Formats;
using Asmex.Workflows.People;

namespace Asmex.Workflows.Tasks;

/// <summary>Finds whom a text calls by name: <c>@Karim Idrissi</c>, in either script, with or without accents.</summary>
public static class Mentions
{
    public static IReadOnlyList<Person> In(string? text, IEnumerable<Person> people)
    {
        var called = (text ?? "").Split('@').Skip(1).Select(SearchText.Of).ToList();
        return [.. people.Where(p => new[] { p.Name, p.ArabicName }.Select(SearchText.Of).Any(name => name.Length > 0 && called.Exists(c => c == name || c.StartsWith(name + " ", StringComparison.Ordinal))))];
    }
}
