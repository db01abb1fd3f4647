using System.Diagnostics;
using System.Globalization;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Pacing;
using Asmex.Workflows.Letters.Sending;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Asmex.Workflows.Benchmarks.Letters;

/// <summary>A campaign: invitations rendered, written, and sent to a mail server of the same machine, beside MailKit alone with the same messages.</summary>
internal sealed class LettersBenchmark : IBenchmark
{
    private const int Connections = 8;
    private const int Unhurried = 1_000_000;
    private const int Warmup = 50;

    private static readonly (string Name, string Value)[] _sending =
        [("Mail:Host", "localhost"), ("Mail:Sandbox", "Off"), ("Mail:Security", "None"), ("Mail:From", "invitations@asmex.example"), ("Mail:Batch", "500"), ("Mail:Connections", "4")];

    private static readonly string[] _lanes = ["PerMinute", "Gmail", "Outlook", "Yahoo", "Others"];

    // ASMEX_LETTERS makes it small.
    private static int Invitations { get; } = int.TryParse(Environment.GetEnvironmentVariable("ASMEX_LETTERS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 12_000;

    private static int Recipients => Invitations * 100 / 12;

    public string Name => "letters";
    public string Summary => $"{Invitations:N0} invitations to a local server, beside bare MailKit (aim: 0.6); memory for {Recipients:N0} (aim: 300 MB); the inbox meanwhile (aim: p95 100 ms)";

    public async Task RunAsync(BenchmarkSetting setting)
    {
        await using var sink = new MailSink();
        var kind = setting.IsPostgres ? DatabaseKind.Postgres : DatabaseKind.Sqlite;
        await RememberAsync(kind, sink);
        await CompareAsync(kind, sink, setting.Runs);
        await BesideTheInboxAsync(setting, kind, sink);
    }

    private static async Task CompareAsync(DatabaseKind kind, MailSink sink, int runs)
    {
        var (rendered, written, sent, bare, share) = (new Figures("rendered", "/s"), new Figures("rendered and written", "/s"), new Figures($"sent over {Connections} connections, all states written", "/s"),
            new Figures($"bare MailKit over {Connections} connections, the same bytes", "/s"), new Figures("share", ""));
        for (var run = 0; run <= runs; run++)
        {
            await using var database = await TestDatabase.CreateAsync(kind, services => Set(services, sink.Port), start: DateTimeOffset.UtcNow, durable: true);
            var mass = new InvitationMass(database.Services);
            var rendering = await RateAsync(() => Task.Run(() => mass.Render(Invitations)));
            var writing = await RateAsync(() => mass.WriteAsync(Invitations, "campaign"));
            var messages = await MessagesAsync(database);
            var alone = await RateAsync(() => BareLoop.SendAsync(messages, sink.Port, Connections));
            messages.Clear();
            var ours = await RateAsync(() => SendAllAsync(database));
            await MustBeSentAsync(database, Invitations);

            // The first run warms both up.
            if (run > 0)
            {
                rendered.Add(rendering);
                written.Add(writing);
                sent.Add(ours);
                bare.Add(alone);
                share.Add(ours / alone);
            }
        }

        rendered.PrintRuns("0");
        written.PrintRuns("0");
        sent.PrintRuns("0");
        bare.PrintRuns("0");
        share.PrintRuns("0.00");
    }

    private static async Task RememberAsync(DatabaseKind kind, MailSink sink)
    {
        await using var database = await TestDatabase.CreateAsync(kind, services => Set(services, sink.Port), start: DateTimeOffset.UtcNow, durable: true);
        GC.Collect();
        var before = Environment.WorkingSet;
        if (OperatingSystem.IsLinux())
        {
            // Forgets the highest mark of the work before.
            await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        }

        await new InvitationMass(database.Services).WriteAsync(Recipients, "large");
        await SendAllAsync(database);
        await MustBeSentAsync(database, Recipients);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Recipients:N0} recipients rendered, written and sent; resident before {before / 1e6:0} MB"));
        Memory.Print();
    }

    private static async Task BesideTheInboxAsync(BenchmarkSetting setting, DatabaseKind kind, MailSink sink)
    {
        var folder = TestFolder.New("letters");
        var settings = await setting.NewDatabaseAsync(folder);
        var connection = settings.Values.Single();
        foreach (var (name, value) in _sending.Append(("Mail:Port", sink.Port.ToString(CultureInfo.InvariantCulture))).Concat(_lanes.Select(lane => ($"Pace:{lane}", Unhurried.ToString(CultureInfo.InvariantCulture)))))
        {
            settings[name] = value;
        }

        await using var process = await ProgramProcess.StartAsync([await PublishedProgram.PathAsync()], folder, settings);
        using var visitor = new Visitor(process.Address);
        var inbox = await visitor.SignInAsync("delegate");
        for (var i = 0; i < Warmup; i++)
        {
            await visitor.Http.GetByteArrayAsync(inbox.Address);
        }

        var before = sink.Taken;
        await using var services = TestServices.Build(kind, connection, new FakeTimeProvider(DateTimeOffset.UtcNow), added => Set(added, sink.Port));
        await new InvitationMass(services).WriteAsync(Invitations, "beside");
        var (times, started) = (new Figures("the inbox while they are sent", "ms"), Stopwatch.GetTimestamp());
        while (sink.Taken - before < Invitations && Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(5))
        {
            var asked = Stopwatch.GetTimestamp();
            await visitor.Http.GetByteArrayAsync(inbox.Address);
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  by the program itself, woken by its schedule: {sink.Taken - before:N0} in {seconds:0.0} s; it holds {process.ResidentBytes / 1e6:0} MB"));
        times.PrintSpread();
    }

    private static void Set(IServiceCollection services, int port)
    {
        services.Configure<MailOptions>(mail =>
        {
            (mail.Host, mail.Port, mail.Security) = ("localhost", port, MailSecurity.None);
            (mail.From, mail.PublicUrl) = ("invitations@asmex.example", "https://plans.asmex.example");
            (mail.Batch, mail.Connections, mail.LettersPerConnection) = (500, Connections, 10_000);
            mail.GiveUpAfter = TimeSpan.FromDays(20);
        });
        services.Configure<PaceOptions>(pace => (pace.PerMinute, pace.Gmail, pace.Outlook, pace.Yahoo, pace.Others) = (Unhurried, Unhurried, Unhurried, Unhurried, Unhurried));
    }

    private static async Task SendAllAsync(TestDatabase database)
    {
        while (await database.RunAsync<SendLetters, int>(send => send.RunAsync(default)) > 0)
        {
        }
    }

    private static async Task<List<(MimeMessage, MailboxAddress)>> MessagesAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        var mail = scope.Get<IOptions<MailOptions>>().Value;
        return [.. (await scope.Db.Letters.AsNoTracking().ToListAsync()).Select(l => (LetterMime.Of(l, mail, database.Clock.GetUtcNow()), LetterMime.EnvelopeOf(l, mail)))];
    }

    private static async Task MustBeSentAsync(TestDatabase database, int count)
    {
        await using var scope = database.Scope();
        var sent = await scope.Db.Letters.CountAsync(l => l.State == LetterState.Sent);
        if (sent != count)
        {
            throw new InvalidOperationException($"Of {count} letters {sent} were sent.");
        }
    }

    private static async Task<double> RateAsync(Func<Task> act)
    {
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        await act();
        return Invitations / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
