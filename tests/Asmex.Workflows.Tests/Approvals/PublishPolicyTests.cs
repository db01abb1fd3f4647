using Asmex.Workflows.Approvals;
using Asmex.Workflows.Tests.Budgets;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Approvals;

public sealed class PublishPolicyTests
{
    [DatabaseTheory]
    public async Task A_changed_policy_holds_for_the_next_request_and_not_for_those_that_wait(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var envelope = await treasury.EnvelopeAsync(100_000);
        var (one, other) = (await treasury.CommitmentAsync(envelope, 5_000), await treasury.CommitmentAsync(envelope, 5_000));
        var before = await LedgerTests.AskAsync(treasury, one, 1_000);
        var now = await NowAsync(treasury);

        var number = await PublishAsync(treasury, (now with { Rules = [now.Rules[0] with { Levels = [new("treasurer") { Otherwise = "board" }] }, .. now.Rules.Skip(1)] }).Write(), now.Version, "La trésorerie d'abord");
        var after = await LedgerTests.AskAsync(treasury, other, 1_000);

        Assert.Equal(now.Version + 1, number);
        Assert.Equal(("coordinator", now.Version), await LevelAsync(treasury, before));
        Assert.Equal(("treasurer", number), await LevelAsync(treasury, after));
        await treasury.DecideAsync(before, "coordinator");
        await treasury.DecideAsync(after, "treasurer");
        var decisions = await treasury.ReadAsync(db => db.Set<Decision>().AsNoTracking().OrderBy(d => d.At).ToListAsync());
        Assert.Equal([now.Version, number], decisions.Select(d => d.PolicyVersion).Order());
        Assert.All(decisions, d => Assert.Contains("\"left\":", d.Seen, StringComparison.Ordinal));
    }

    [DatabaseTheory]
    public async Task A_hole_is_published_only_with_a_word_of_its_own(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var now = await NowAsync(treasury);
        var refusal = await LedgerTests.RefusedAsync("Policies.HasHoles", () => PublishAsync(treasury, Holed(now), now.Version, "Essai"));
        var number = await PublishAsync(treasury, Holed(now), now.Version, "Essai", "La direction est nommée lundi.");

        Assert.Contains("plus de 20\u00a0000\u00a0MAD jusqu'à 100\u00a0000\u00a0MAD, toutes les régions : aucune règle", refusal.In("fr"), StringComparison.Ordinal);
        var kept = await treasury.ReadAsync(db => db.Set<PolicyVersion>().AsNoTracking().SingleAsync(p => p.Number == number));
        Assert.Equal(("Nadia Bennis", "La direction est nommée lundi."), (kept.By, kept.Despite));
        var commitment = await treasury.CommitmentAsync(await treasury.EnvelopeAsync(200_000), 25_000);
        await LedgerTests.RefusedAsync("Policies.NobodyNamed", () => LedgerTests.AskAsync(treasury, commitment, 10));
    }

    [DatabaseTheory]
    public async Task What_cannot_be_published_is_refused_in_words(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var now = await NowAsync(treasury);
        var changed = (now with { WorkingDays = 12 }).Write();

        await LedgerTests.RefusedAsync("Policies.NothingNew", () => PublishAsync(treasury, now.Write(), now.Version, "Rien"));
        await LedgerTests.RefusedAsync("Policies.NoReason", () => PublishAsync(treasury, changed, now.Version, " "));
        await LedgerTests.RefusedAsync("Policies.Unreadable", () => PublishAsync(treasury, "{}", now.Version, "Vide"));
        await Assert.ThrowsAsync<NothingThereException>(() => PublishAsync(treasury, changed, now.Version, "Moi", who: "treasurer"));
        await PublishAsync(treasury, changed, now.Version, "Plus de temps");
        await LedgerTests.RefusedAsync("Policies.Changed", () => PublishAsync(treasury, changed, now.Version, "Deux fois"));

        Assert.Equal(1, await treasury.ReadAsync(db => db.Set<PolicyVersion>().CountAsync()));
    }

    private static string Holed(ApprovalPolicy now) => (now with { Rules = [.. now.Rules.Where(r => r.UpTo != 100_000).Select(r => r.UpTo == 500_000 ? r with { Above = 100_000 } : r.UpTo is null ? r with { Above = 500_000 } : r)] }).Write();

    private static Task<ApprovalPolicy> NowAsync(Treasury treasury) => treasury.RunAsync<Policies, ApprovalPolicy>(p => p.InForceAsync(default));

    private static Task<int> PublishAsync(Treasury treasury, string text, int seen, string reason, string? despite = null, string who = "coordinator") =>
        treasury.RunAsync<PublishPolicy, int>(p => p.RunAsync(text, seen, reason, despite, treasury.As(who), default));

    private static async Task<(string Role, int? Version)> LevelAsync(Treasury treasury, Guid id)
    {
        var approval = await treasury.ReadAsync(db => db.Set<Approval>().AsNoTracking().SingleAsync(a => a.Id == id));
        return (approval.Current.Role, approval.PolicyVersion);
    }
}
