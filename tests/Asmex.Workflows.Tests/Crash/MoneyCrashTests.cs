using System.Globalization;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tests.Budgets;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Crash;

/// <summary>Two copies of the real program on one PostgreSQL, one of them killed in the middle.</summary>
[Trait("Part", "Long")]
public sealed class MoneyCrashTests
{
    private static int Rounds { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("ASMEX_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : 1;

    [PostgresFact]
    public async Task Two_copies_never_overdraw_an_envelope_and_a_killed_one_leaves_no_orphan()
    {
        await using var mail = new SmtpServer();
        await using var treasury = await Treasury.OpenAsync(DatabaseKind.Postgres, durable: true, House.Definitions, House.Start);
        await treasury.RunAsync<LoadDefinitions>(load => load.RunAsync(default));
        await using var one = new CrashedProgram(treasury.Database, mail);
        await using var other = new CrashedProgram(treasury.Database, mail);
        await Task.WhenAll(one.StartAsync(House.Start), other.StartAsync(House.Start));
        for (var round = 0; round < Rounds; round++)
        {
            var (fit, random) = (30, new Random(round));
            var envelope = await treasury.EnvelopeAsync((64 + fit) * 1_000m);
            var commitments = await CrowdTests.CommitmentsAsync(treasury, envelope);
            await using var killer = new Timer(_ => other.Kill(), null, random.Next(20, 400), Timeout.Infinite);

            var asked = await Task.WhenAll(commitments.Select((commitment, i) => TryAsync(i % 2 == 0 ? one : other, new Act("Supplement", House.Start) { Id = commitment, Role = "delegate", Region = Treasury.Region })));
            await killer.DisposeAsync();
            other.Kill();
            await other.StartAsync(House.Start);
            var requests = await treasury.ReadAsync(db => db.Set<Approval>().AsNoTracking().Where(a => a.EnvelopeId == envelope).Select(a => a.Id).ToListAsync());
            var decided = await Task.WhenAll(requests.Select((request, i) => (i % 2 == 0 ? one : other).DoAsync(new Act("Decide", House.Start) { Id = request, Role = "coordinator", Region = Treasury.Region })));

            Assert.All(decided, answer => Assert.Equal("done", answer));
            Assert.True(asked.Count(answer => answer == "done") <= requests.Count && requests.Count <= fit, $"{requests.Count} requests for {fit} places");
            var state = await treasury.StateAsync(envelope);
            Assert.Equal((0m, (64 + requests.Count) * 1_000m, (fit - requests.Count) * 1_000m), (state.Reserved, state.Committed, state.Left));
        }

        await treasury.AssertSoundAsync();

        // Who was cut off does not know whether it was done.
        static async Task<string?> TryAsync(CrashedProgram program, Act act)
        {
            try
            {
                return await program.DoAsync(act);
            }
            catch (HttpRequestException)
            {
                return null;
            }
        }
    }
}
