using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Web;

/// <summary>On PostgreSQL the parts of a page really read at the same time; on SQLite each reads to its end before the next begins.</summary>
public sealed partial class PostgresPagesTests
{
    private const int Visits = 4;

    [PostgresFact]
    public async Task Every_page_that_links_lead_to_opens_each_time()
    {
        await using var site = await Site.OpenAsync(DatabaseKind.Postgres);
        var faults = new List<string>();
        var seen = new HashSet<string>();
        foreach (var who in new[] { "delegate", "coordinator", "direction", "treasurer" })
        {
            await WalkAsync(await site.AsAsync(who), seen, path => faults.Add($"{who} {path}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Contains("/inbox", seen);
        Assert.Contains("/actions/0", seen);
        Assert.InRange(seen.Count, 60, int.MaxValue);
    }

    private static async Task WalkAsync(Visitor visitor, HashSet<string> seen, Action<string> fault)
    {
        var known = new HashSet<string>();
        var ahead = new Queue<string>(["/"]);
        while (ahead.TryDequeue(out var path))
        {
            for (var visit = 0; visit < Visits; visit++)
            {
                using var answer = await AskAsync(visitor, path);
                if (answer.StatusCode >= HttpStatusCode.InternalServerError)
                {
                    fault(path);
                }
                else if (visit == 0 && answer.Content.Headers.ContentType?.MediaType == "text/html")
                {
                    seen.Add(Shape(path));
                    (await LinksAsync(answer)).Where(link => known.Add(Shape(link))).ToList().ForEach(ahead.Enqueue);
                }
            }
        }
    }

    private static async Task<IEnumerable<string>> LinksAsync(HttpResponseMessage page)
    {
        var sheet = await new HtmlParser().ParseDocumentAsync(await page.Content.ReadAsStringAsync());
        return sheet.QuerySelectorAll("main a[href], header a[href]").Select(a => a.GetAttribute("href")!.Split('#')[0]).Where(IsPage).Select(link => "/" + link.TrimStart('/'));
    }

    // A page whose parts wait for each other would never come.
    private static async Task<HttpResponseMessage> AskAsync(Visitor visitor, string path)
    {
        try
        {
            return await visitor.Http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));
        }
        catch (TaskCanceledException never)
        {
            throw new InvalidOperationException($"{path} does not come.", never);
        }
    }

    private static bool IsPage(string link) => link.Length > 0 && !link.Contains(':', StringComparison.Ordinal) && !link.StartsWith("jobs", StringComparison.Ordinal);

    private static string Shape(string path) => Ids().Replace(path.Split('?')[0], "0");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[0-9]+(?=/|$)")]
    private static partial Regex Ids();
}
