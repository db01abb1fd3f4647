using Asmex.Workflows.Activities;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tests.Budgets;

/// <summary>Money that is asked for by a step of a plan's own workflow.</summary>
public sealed class PlanMoneyTests
{
    [DatabaseTheory]
    public async Task A_step_of_the_plan_draws_on_what_the_plan_keeps_undivided(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var undivided = await treasury.EnvelopeAsync(10_000);
        var ofAction = await treasury.EnvelopeAsync(5_000);
        var ofAnother = await treasury.EnvelopeAsync(8_000, year: 2028);

        await AskAsync(treasury, (await treasury.StateAsync(undivided)).PlanId);

        Assert.Equal(3_000, (await treasury.StateAsync(undivided)).Reserved);
        Assert.All([await treasury.StateAsync(ofAction), await treasury.StateAsync(ofAnother)], envelope => Assert.Equal(0, envelope.Reserved));
    }

    [DatabaseTheory]
    public async Task A_workflow_of_no_plan_is_refused_money_in_words(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        await treasury.EnvelopeAsync(10_000);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => AskAsync(treasury, null));

        Assert.Equal("Approvals.NoEnvelope", refusal.Key);
    }

    private static async Task AskAsync(Treasury treasury, Guid? plan)
    {
        await using var scope = treasury.Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        var effect = new OpenApprovalEffect("office-1", "office", ApprovalKind.Budget, new Wording("Bureau", "مكتب", "Office")) { Amount = 3_000, Line = "stand" };
        var context = new EffectContext("plan-instance", plan, null, Treasury.Region, treasury.Database.Clock.GetUtcNow(), treasury.As("delegate"));
        await scope.Get<IEffectHandler<OpenApprovalEffect>>().ApplyAsync(effect, context, default);
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }
}
