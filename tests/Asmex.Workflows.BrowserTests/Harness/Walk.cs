using System.Reflection;
using System.Text.RegularExpressions;
using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Components;

namespace Asmex.Workflows.BrowserTests.Harness;

/// <summary>Follows the links of pages, one of each kind for each of three people, and notes what a reader would stumble over.</summary>
internal sealed partial class Walk(Visit visit, string picture)
{
    private const int People = 3;

    private static readonly IReadOnlyList<(string Template, Regex Path)> _pages =
        [.. typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template)
            .OrderBy(template => template.Count(c => c == '{')).Select(template => (template, new Regex("^" + Parameter().Replace(template, "[^/]+") + "$")))];

    private static readonly Regex _keys = new($@"\b({string.Join('|', TextCatalog.Shared.Sentences.Keys.Select(key => key.Split('.')[0]).Distinct())})\.[A-Z]\w+");

    private readonly Dictionary<string, int> _seen = [];
    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    public IEnumerable<string> NotSeen => _pages.Select(page => page.Template).Where(template => !_seen.ContainsKey(template));

    public async Task GoAsync(string who, params string[] from)
    {
        var ahead = new Queue<string>(from);
        var met = new HashSet<string>(from);
        var kinds = new HashSet<string>();
        while (ahead.TryDequeue(out var path))
        {
            if (PageAt(path) is not { } page || (_seen.GetValueOrDefault(page) >= People && !from.Contains(path)) || !kinds.Add(page))
            {
                continue;
            }

            _seen[page] = _seen.GetValueOrDefault(page) + 1;
            foreach (var link in (await LookAsync(who, path, Simple().Replace(page, "-").Trim('-'))).Where(met.Add))
            {
                ahead.Enqueue(link);
            }
        }
    }

    private static string? PageAt(string path) => _pages.FirstOrDefault(page => page.Path.IsMatch(path.Split('?', '#')[0])).Template;

    private async Task<IReadOnlyList<string>> LookAsync(string who, string path, string name)
    {
        await visit.Page.GotoAsync(path);
        await visit.PictureAsync($"{picture}-{who}-{name}");
        var look = await visit.Page.EvaluateAsync<Look>(Look.Script);
        _faults.AddRange(look.Faults.Concat(_keys.Matches(look.Text).Select(key => $"says '{key.Value}'")).Select(fault => $"{who} {path}: {fault}"));
        return look.Links;
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Simple();
}
