using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Tests.Budgets;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Tests.Approvals;

/// <summary>The policy's file at each start of the program.</summary>
public sealed class LoadPolicyTests
{
    private const string Good = """{ "version": 3, "workingDays": 10, "rules": [{ "levels": [{ "role": "board", "quorum": 2 }] }] }""";

    [DatabaseTheory]
    public async Task The_file_becomes_a_version_of_the_chain_once(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);

        Assert.True((await LoadAsync(treasury, Good)).IsNew);
        Assert.False((await LoadAsync(treasury, Good)).IsNew);

        var version = Assert.Single(await treasury.ReadAsync(db => db.Set<PolicyVersion>().AsNoTracking().ToListAsync()));
        Assert.Equal((3, "ASMEX", "money.json", null), (version.Number, version.By, version.Reason, version.Holes));
        Assert.Equal(1, await treasury.ReadAsync(db => db.Set<AuditRow>().CountAsync(r => r.Kind == nameof(PolicyVersion) && r.Key == "3")));
        Assert.Null((await treasury.RunAsync<VerifyAudit, AuditVerdict>(v => v.RunAsync(null, default))).Broken);
    }

    [DatabaseTheory]
    [Row("""{ "version": 4, "workingDays": 10, "rules": [{ "upTo": 100, "levels": [{ "role": "board" }] }] }""", "no rule")]
    [Row("""{ "version": 4, "workingDays": 10, "rules": [{ "levels": [{ "role": "board", "quorum": 5 }] }] }""", "not enough people")]
    [Row("""{ "version": 4, "workingDays": 10, "rules": [{ "levels": [{ "role": "treasurer" }] }] }""", "when Leila Fassi asks")]
    [Row("""{ "version": 4, "workingDays": 10, "rules": [] }""", "$.rules")]
    [Row("""{ "version": 3, "workingDays": 11, "rules": [{ "levels": [{ "role": "board" }] }] }""", "Give the file a version above 3")]
    public async Task A_file_with_a_hole_or_a_fault_is_listed_and_the_version_before_stays(DatabaseKind kind, string text, string fault)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        await LoadAsync(treasury, Good);

        var (isNew, file) = await LoadAsync(treasury, text);

        Assert.False(isNew);
        Assert.Contains(fault, string.Join(' ', file.Faults), StringComparison.Ordinal);
        Assert.Equal([3], await treasury.ReadAsync(db => db.Set<PolicyVersion>().Select(p => p.Number).ToListAsync()));
        Assert.Equal(3, (await treasury.ReadAsync(db => new Policies(db, file).InForceAsync(default))).Version);
    }

    [DatabaseTheory]
    public async Task The_first_one_holds_in_spite_of_its_holes_which_are_kept(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);

        var (isNew, file) = await LoadAsync(treasury, Good.Replace("\"quorum\": 2", "\"quorum\": 5", StringComparison.Ordinal));

        Assert.True(isNew);
        Assert.Empty(file.Faults);
        Assert.Contains("pas assez de personnes", (await treasury.ReadAsync(db => db.Set<PolicyVersion>().AsNoTracking().SingleAsync())).Holes, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task What_was_published_here_since_stays_in_force_beside_an_older_file(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        await LoadAsync(treasury, Good);
        var now = await treasury.RunAsync<Policies, ApprovalPolicy>(p => p.InForceAsync(default));
        var number = await treasury.RunAsync<PublishPolicy, int>(p => p.RunAsync((now with { WorkingDays = 12 }).Write(), now.Version, "Plus de temps", null, treasury.As("coordinator"), default));

        var (isNew, file) = await LoadAsync(treasury, Good);

        Assert.Equal((false, 0, 4), (isNew, file.Faults.Count, number));
        Assert.Equal(12, (await treasury.RunAsync<Policies, ApprovalPolicy>(p => p.InForceAsync(default))).WorkingDays);
    }

    /// <summary>A start of the program with this file.</summary>
    private static async Task<(bool IsNew, PolicyFile File)> LoadAsync(Treasury treasury, string text)
    {
        var folder = TestFolder.New("policy");
        Directory.CreateDirectory(Path.Combine(folder, "policies"));
        await File.WriteAllTextAsync(Path.Combine(folder, "policies", "money.json"), text);
        var file = new PolicyFile(Options.Create(new Asmex.Workflows.Running.RunningOptions { DefinitionsPath = folder }));
        await using var scope = treasury.Database.Scope();
        return (await new LoadPolicy(scope.Db, file, scope.Get<PolicyChecks>(), treasury.Database.Clock, NullLogger<LoadPolicy>.Instance).RunAsync(default), file);
    }
}
