using System.Globalization;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Asmex.Workflows.Tests.Crash;

/// <summary>Many letters through a mail server that refuses, defers, drops and hangs, by a program that is killed at any word of the conversation or a moment after it.</summary>
/// <remarks><c>ASMEX_KILLS</c> kills and <c>ASMEX_LETTERS</c> letters on each database; on PostgreSQL two copies send at once, and now one, now the other dies.</remarks>
[Trait("Part", "Long")]
public sealed class LetterKillTests(ITestOutputHelper output)
{
    // What the server hears of each letter: MAIL, RCPT, DATA and the content.
    private const int WordsOfALetter = 4;

    private static readonly LetterState[] _ends = [LetterState.Sent, LetterState.Rejected, LetterState.Unknown];

    private static readonly SmtpAnswer _noSuchUser = new SmtpAnswer.Say("550 5.1.1 no such user");

    private static int Letters { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("ASMEX_LETTERS"), NumberStyles.None, CultureInfo.InvariantCulture, out var letters) ? letters : 60;

    // So few that some are left for every death.
    private static int LettersOfALife => Math.Clamp(Letters / Kills.Wanted * 3 / 4, 4, 20);

    [DatabaseTheory]
    public async Task Every_letter_ends_once_and_none_arrives_twice(DatabaseKind kind)
    {
        await using var mail = new SmtpServer();
        await using var database = await TestDatabase.CreateAsync(kind, start: House.Start, durable: true);
        await WriteAsync(database);
        (string, string)[] settings = [("Mail:Patience", "00:00:02"), ("Mail:Lease", "00:05:00"), ("Mail:Batch", "20"), ("Mail:GiveUpAfter", "29.00:00:00"), ("Pace:PerMinute", $"{LettersOfALife}")];
        await using var one = new CrashedProgram(database, mail, settings);
        await using var other = new CrashedProgram(database, mail, settings);
        var random = new Random(kind.GetHashCode() + Kills.Wanted);
        CrashedProgram[] copies = kind == DatabaseKind.Postgres ? [one, other] : [one];
        var now = House.Start;
        var kills = 0;

        while (kills < Kills.Wanted && await LeftAsync(database) > 0)
        {
            now += TimeSpan.FromMinutes(6);
            await Task.WhenAll(copies.Where(c => !c.IsRunning).Select(c => c.StartAsync(now)));
            var dying = copies[random.Next(copies.Length)];
            Misbehave(mail, random, killAt: random.Next(1, LettersOfALife * WordsOfALetter), dying);
            await Task.WhenAll(copies.Select(c => SweepUntilAsync(c, () => dying.IsRunning, database, now)));
            kills += dying.IsRunning ? 0 : 1;
        }

        mail.Behave();
        mail.On("RCPT", line => IsDead(line) ? _noSuchUser : null);
        for (var rounds = 0; await LeftAsync(database) > 0; rounds++)
        {
            Assert.True(rounds < 1_200, $"Letters still wait after {rounds} rounds: {string.Join(", ", await StatesAsync(database))}");
            now += TimeSpan.FromMinutes(30);
            await Task.WhenAll(copies.Where(c => !c.IsRunning).Select(c => c.StartAsync(now)));
            await one.DoAsync(new Act("Sweep", now));
        }

        await AssertOnceAsync(database, mail);
        output.WriteLine($"{kind}: {kills} kills, {string.Join(", ", await StatesAsync(database))}, received {mail.Received.Count}");
    }

    private static async Task AssertOnceAsync(TestDatabase database, SmtpServer mail)
    {
        var copies = mail.Received.GroupBy(m => m.Message.MessageId!.Split('@')[0]).ToDictionary(g => Guid.ParseExact(g.Key, "N"), g => g.Count());
        await using var scope = database.Scope();
        var letters = await scope.Db.Letters.AsNoTracking().ToListAsync();
        Assert.Equal(Letters, letters.Count);
        Assert.All(letters, letter =>
        {
            var received = copies.GetValueOrDefault(letter.Id);
            Assert.Contains(letter.State, _ends);
            Assert.True(letter.State switch { LetterState.Sent => received == 1, LetterState.Rejected => received == 0, _ => received <= 1 },
                $"{letter.Address} is {letter.State} ({letter.Reply}) and was received {received} times.");
        });
        Assert.Equal(letters.Where(l => IsDead(l.Address)).Select(l => l.Id).Order(), letters.Where(l => l.State == LetterState.Rejected).Select(l => l.Id).Order());
    }

    // At any word of the conversation the server may misbehave, and at one of them, or some moments after it, the program dies.
    private static void Misbehave(SmtpServer mail, Random random, int killAt, CrashedProgram dying)
    {
        var words = 0;
        foreach (var word in new[] { "CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "CONTENT" })
        {
            mail.On(word, line =>
            {
                lock (random)
                {
                    if (++words == killAt)
                    {
                        var moments = random.Next(200_000);
                        _ = Task.Run(() =>
                        {
                            Thread.SpinWait(moments);
                            dying.Kill();
                        });
                    }

                    return word == "RCPT" && IsDead(line) ? _noSuchUser : Mischief(word, random);
                }
            });
        }
    }

    private static SmtpAnswer? Mischief(string word, Random random) => random.Next(200) switch
    {
        0 => new SmtpAnswer.Drop(),
        1 when word is not ("CONNECT" or "EHLO") => new SmtpAnswer.Say("451 4.3.0 try again later"),
        2 when word == "CONTENT" => new SmtpAnswer.KeepAndDrop(),
        3 when word == "CONTENT" => new SmtpAnswer.Hang(),
        4 when word == "DATA" => new SmtpAnswer.Say("421 4.3.2 shutting down"),
        5 when word == "RCPT" => new SmtpAnswer.Say("450 4.2.0 greylisted"),
        _ => null,
    };

    private static bool IsDead(string line) => line.Contains("dead", StringComparison.Ordinal);

    private static async Task SweepUntilAsync(CrashedProgram program, Func<bool> goesOn, TestDatabase database, DateTimeOffset now)
    {
        for (var sweeps = 0; goesOn() && program.IsRunning && await LeftAsync(database) > 0 && sweeps < 20; sweeps++)
        {
            await program.DoAsync(new Act("Sweep", now));
        }
    }

    private static async Task WriteAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        for (var i = 0; i < Letters; i++)
        {
            var to = new Recipient($"{(i % 25 == 7 ? "dead" : "person")}{i}@coop.example", "Fatima Alaoui", "fr");
            scope.Get<LetterWriter>().WriteNew(LetterKeys.TaskOpened, to, TaskLetter.Sample, $"killed:{i}", LetterAbout.Nothing);
        }

        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
        await scope.Db.Letters.ExecuteUpdateAsync(set => set.SetProperty(l => l.GiveUpAt, House.Start.AddDays(29)));
    }

    private static async Task<int> LeftAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return await scope.Db.Letters.CountAsync(l => !_ends.Contains(l.State));
    }

    private static async Task<IReadOnlyList<string>> StatesAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return [.. (await scope.Db.Letters.GroupBy(l => l.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync()).Select(g => $"{g.Key} {g.Count}")];
    }
}
