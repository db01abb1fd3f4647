using Asmex.Workflows.Budgets;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Budgets;

/// <summary>Any sequence of movements leaves every balance equal to its ledger and none below zero; what is refused changes nothing.</summary>
public sealed class LedgerProperties
{
    private const int Sequences = 12;
    private const int Longest = 25;

    [DatabaseTheory]
    public async Task Every_balance_is_the_sum_of_its_ledger(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var steps = ArbMap.Default.GeneratorFor<PositiveInt>().Select(n => n.Get).Four().Select(four => new Step(four.Item1 % 8, four.Item2 % 2, 1 + (four.Item3 * 997 % 40_000), four.Item4));

        foreach (var sequence in steps.ListOf(Longest).Sample(Sequences, Sequences))
        {
            Guid[] envelopes = [await treasury.EnvelopeAsync(50_000), await treasury.EnvelopeAsync(10_000)];
            var (refused, reserved) = (0, new List<(Guid Envelope, Draw Draw)>());
            foreach (var step in sequence)
            {
                var before = (await treasury.StateAsync(envelopes[0])).Balance + (await treasury.StateAsync(envelopes[1])).Balance;
                try
                {
                    await DoAsync(treasury, step, envelopes, reserved);
                }
                catch (RuleBrokenException)
                {
                    refused++;
                    Assert.Equal(before, (await treasury.StateAsync(envelopes[0])).Balance + (await treasury.StateAsync(envelopes[1])).Balance);
                }
            }

            await treasury.AssertSoundAsync();
        }
    }

    private static async Task DoAsync(Treasury treasury, Step step, Guid[] envelopes, List<(Guid Envelope, Draw Draw)> reserved)
    {
        var (envelope, other, actor) = (envelopes[step.Envelope], envelopes[1 - step.Envelope], Actor.House);
        var commitment = await treasury.ReadAsync(db => db.Set<Commitment>().AsNoTracking().Where(c => c.EnvelopeId == envelope).OrderBy(c => c.Id).Skip(step.Pick % 3).FirstOrDefaultAsync());
        switch (step.Kind)
        {
            case 0:
                await treasury.MoveAsync(ledger => ledger.AllotAsync(envelope, step.Pick % 2 == 0 ? step.Amount : -step.Amount, actor, null, default));
                break;
            case 1:
                await treasury.MoveAsync(ledger => ledger.TransferAsync(envelope, other, step.Amount, actor, null, default));
                break;
            case 2:
                var draw = new Draw(Guid.CreateVersion7(), $"line-{step.Pick % 3}", step.Amount);
                await treasury.MoveAsync(ledger => ledger.ReserveAsync(envelope, draw, actor, default));
                reserved.Add((envelope, draw));
                break;
            case 3 when reserved.Count > 0:
                var approved = reserved[step.Pick % reserved.Count];
                await treasury.MoveAsync(ledger => ledger.CommitAsync(approved.Envelope, approved.Draw, "Stand", actor, default));
                reserved.Remove(approved);
                break;
            case 4 when reserved.Count > 0:
                var sentBack = reserved[step.Pick % reserved.Count];
                await treasury.MoveAsync(ledger => ledger.UnreserveAsync(sentBack.Envelope, sentBack.Draw, actor, default));
                reserved.Remove(sentBack);
                break;
            case 5 when commitment is not null:
                await treasury.MoveAsync(ledger => ledger.SpendAsync(commitment, new Invoice(step.Amount, "Stands & Co", treasury.Today.AddDays(-step.Pick % 90)), null, actor, default));
                break;
            case 6 when commitment is not null:
                await treasury.MoveAsync(ledger => ledger.ReleaseAsync(envelope, new Draw(commitment.Id, commitment.Line, step.Amount), actor, default));
                break;
            case 7:
                var spent = await treasury.ReadAsync(db => db.Set<Movement>().AsNoTracking().Where(m => m.EnvelopeId == envelope && m.Kind == MovementKind.Spend).OrderBy(m => m.Number).FirstOrDefaultAsync());
                if (spent is not null)
                {
                    await treasury.MoveAsync(ledger => ledger.CorrectAsync(spent, step.Pick % 2 == 0 ? step.Amount : -step.Amount, "Vérifiée", actor, default));
                }

                break;
        }
    }

    private sealed record Step(int Kind, int Envelope, decimal Amount, int Pick);
}
