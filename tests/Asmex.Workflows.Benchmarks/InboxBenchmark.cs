using System.Diagnostics;
using System.Globalization;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Benchmarks;

/// <summary>The delegate's inbox: how long it takes, and what goes over the wire.</summary>
internal sealed class InboxBenchmark : IBenchmark
{
    private const int Warmup = 50;
    private const int Requests = 400;

    public string Name => "inbox";
    public string Summary => "the inbox of a demonstration delegate: time, and bytes over the wire (aim: 60 KB beside Blazor's script)";

    public async Task RunAsync(BenchmarkSetting setting)
    {
        var folder = TestFolder.New("inbox");
        await using var process = await ProgramProcess.StartAsync([await PublishedProgram.PathAsync()], folder, await setting.NewDatabaseAsync(folder));
        using var visitor = new Visitor(process.Address);
        var inbox = await visitor.SignInAsync("delegate");
        Console.WriteLine($"  {inbox.Address.PathAndQuery}: {inbox.Page.QuerySelectorAll("main li").Length} entries");

        await MeasureAsync(visitor, inbox.Address, Warmup, concurrency: 1);
        foreach (var concurrency in new[] { 1, 4 })
        {
            (await MeasureAsync(visitor, inbox.Address, Requests, concurrency)).PrintSpread();
        }

        await WeighAsync(visitor, inbox);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  resident afterwards {process.ResidentBytes / 1e6:0} MB"));
    }

    private static async Task<Figures> MeasureAsync(Visitor visitor, Uri page, int requests, int concurrency)
    {
        var times = new Figures($"inbox, {concurrency} at a time", "ms");
        var left = requests;
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var started = Stopwatch.GetTimestamp();
                await visitor.Http.GetByteArrayAsync(page);
                lock (times)
                {
                    times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            }
        }));
        return times;
    }

    // Compressed, as a browser asks for it on its first visit; the styles, pictures and scripts that the page names are counted with it.
    private static async Task WeighAsync(Visitor visitor, Sheet inbox)
    {
        var parts = inbox.Page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon]").Select(l => l.GetAttribute("href"))
            .Concat(inbox.Page.Scripts.Select(s => s.GetAttribute("src"))).Concat(inbox.Page.Images.Select(i => i.GetAttribute("src")))
            .Concat(inbox.Page.QuerySelectorAll("use").Select(u => (u.GetAttribute("href") ?? u.GetAttribute("xlink:href"))?.Split('#')[0]))
            .Where(path => path is { Length: > 0 } && !path.StartsWith("data:", StringComparison.Ordinal)).Distinct().ToList();
        var root = new Uri(inbox.Address, inbox.Page.QuerySelector("base")?.GetAttribute("href") ?? "/");
        long all = 0, blazor = 0;
        foreach (var part in parts.Prepend(inbox.Address.PathAndQuery))
        {
            var bytes = await WeighOneAsync(visitor, new Uri(root, part));
            all += bytes;
            blazor += part!.Contains("_framework/blazor", StringComparison.Ordinal) ? bytes : 0;
            Console.WriteLine($"    {bytes,8:N0} bytes {part}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  over the wire: {(all - blazor) / 1024.0:0.0} KB, and {blazor / 1024.0:0.0} KB of Blazor's script"));
    }

    private static async Task<long> WeighOneAsync(Visitor visitor, Uri part)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, part);
        request.Headers.Add("Accept-Encoding", "br, gzip");
        using var response = await visitor.Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var headers = response.Headers.Concat(response.Content.Headers).Sum(h => h.Key.Length + 2 + h.Value.Sum(v => v.Length + 2));
        return headers + (await response.Content.ReadAsByteArrayAsync()).Length;
    }
}
