using System.Globalization;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Asmex.Workflows.Tests.Budgets;

/// <summary>Many people on one envelope at once.</summary>
public sealed class CrowdTests(ITestOutputHelper output)
{
    private const int People = 64;
    private const decimal Each = 1_000;

    private static int Rounds { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("ASMEX_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : 2;

    [DatabaseTheory]
    public async Task Sixty_four_at_once_never_overdraw_it(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        for (var round = 0; round < Rounds; round++)
        {
            var fit = 20 + (round % 24);
            var envelope = await treasury.EnvelopeAsync((People + fit) * Each);
            var commitments = await CommitmentsAsync(treasury, envelope);

            var done = await Task.WhenAll(commitments.Select(commitment => TryAsync(treasury, commitment)));

            var accepted = done.Count(d => d);
            var state = await treasury.StateAsync(envelope);
            Assert.Equal(fit, accepted);
            Assert.Equal((0m, (People + accepted) * Each, 0m), (state.Reserved, state.Committed, state.Left));
            Assert.Equal(accepted, await treasury.ReadAsync(db => db.Set<Approval>().CountAsync(a => a.EnvelopeId == envelope)));
            Assert.Equal((People * 2) + 1 + (2 * accepted), state.Movements);
        }

        await treasury.AssertSoundAsync();
        output.WriteLine($"{Rounds} rounds of {People}");
    }

    [DatabaseTheory]
    public async Task One_request_decided_by_many_at_once_is_committed_once(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var envelope = await treasury.EnvelopeAsync(100_000);
        var request = await LedgerTests.AskAsync(treasury, await treasury.CommitmentAsync(envelope, Each), Each);

        var done = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                await treasury.DecideAsync(request, "coordinator");
                return true;
            }
            catch (RuleBrokenException)
            {
                return false;
            }
        }));

        Assert.Single(done, d => d);
        Assert.Equal((0m, 2 * Each), ((await treasury.StateAsync(envelope)).Reserved, (await treasury.StateAsync(envelope)).Committed));
        await treasury.AssertSoundAsync();
    }

    [DatabaseTheory]
    public async Task Of_many_supplements_asked_at_once_for_one_commitment_one_is_taken(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var envelope = await treasury.EnvelopeAsync(100_000);
        var commitment = await treasury.CommitmentAsync(envelope, Each);

        var refusals = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Record.ExceptionAsync(() => LedgerTests.AskAsync(treasury, commitment, Each))));

        Assert.Single(refusals, refusal => refusal is null);
        Assert.All(refusals.OfType<Exception>(), refusal => Assert.Equal("Budgets.SupplementPending", Assert.IsType<RuleBrokenException>(refusal).Key));
        Assert.Equal(Each, (await treasury.StateAsync(envelope)).Reserved);
    }

    [DatabaseTheory]
    public async Task A_promise_sent_many_times_at_once_stands_once(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var envelope = await treasury.EnvelopeAsync(100_000);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Record.ExceptionAsync(() =>
            treasury.RunAsync<PromiseCoFinancing>(promise => promise.RunAsync(envelope, "AMDIE", 40_000, null, treasury.As("delegate"), default)))));

        Assert.Equal(40_000, (await treasury.StateAsync(envelope)).Promised);
        await treasury.AssertSoundAsync();
    }

    internal static async Task<IReadOnlyList<Guid>> CommitmentsAsync(Treasury treasury, Guid envelope)
    {
        var draws = Enumerable.Range(0, People).Select(_ => new Draw(Guid.CreateVersion7(), "stand", Each)).ToList();
        await treasury.MoveAsync(async ledger =>
        {
            foreach (var draw in draws)
            {
                await ledger.ReserveAsync(envelope, draw, Actor.House, default);
                await ledger.CommitAsync(envelope, draw, "Stand", Actor.House, default);
            }
        });
        return [.. draws.Select(d => d.ApprovalId)];
    }

    private static async Task<bool> TryAsync(Treasury treasury, Guid commitment)
    {
        try
        {
            await treasury.DecideAsync(await LedgerTests.AskAsync(treasury, commitment, Each), "coordinator");
            return true;
        }
        catch (RuleBrokenException refusal) when (refusal.Key == "Budgets.TooLittleLeft")
        {
            return false;
        }
    }
}
