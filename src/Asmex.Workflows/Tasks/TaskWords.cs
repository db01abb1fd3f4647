using Asmex.Workflows.Formats;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Writes down what a task is found by, in every language at once.</summary>
public sealed class TaskWords(WorkflowsDbContext db, ActionTypes types)
{
    /// <summary>An entry of an index must stay small.</summary>
    public const int Longest = 600;

    private static readonly string[] _articles = ["ال", "وال", "بال", "فال", "كال", "لل"];

    public async Task<string> OfAsync(Wording title, string region, Guid? planId, Guid? actionId, CancellationToken cancellation)
    {
        var work = actionId is { } action ? await types.NameAsync(await db.Set<PlanAction>().SingleAsync(a => a.Id == action, cancellation), cancellation) : null;
        var year = planId is { } plan ? await db.Set<Plan>().Where(p => p.Id == plan).Select(p => (int?)p.Year).SingleOrDefaultAsync(cancellation) : null;
        var all = new[] { title, work, RegionCatalog.NameOf(region) }.OfType<Wording>().SelectMany(w => new[] { w.Fr, w.Ar, w.En });
        var words = SearchText.Of($"{string.Join(' ', all)} plan {year}");
        words = string.Join(' ', words.Split(' ').SelectMany(w => Bare(w) is { } bare ? new[] { w, bare } : [w]).Distinct());
        return words.Length > Longest ? words[..Longest] : words;
    }

    // Arabic writes the article, and what stands before it, onto the word that people look for.
    private static string? Bare(string word) => _articles.FirstOrDefault(a => word.Length > a.Length + 2 && word.StartsWith(a, StringComparison.Ordinal)) is { } article ? word[article.Length..] : null;
}
