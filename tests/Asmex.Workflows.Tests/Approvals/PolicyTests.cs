using Asmex.Workflows.Approvals;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tests.Approvals;

public sealed class PolicyTests
{
    private static readonly ApprovalPolicy _house = ApprovalPolicy.Read(File.ReadAllText(Path.Combine(Repository.Root, "workflows", "policies", "money.json")));

    [Theory]
    [InlineData(20_000, "coordinator")]
    [InlineData(20_000.01, "direction")]
    [InlineData(100_000, "direction")]
    [InlineData(500_000, "treasurer,commission")]
    [InlineData(500_000.01, "board")]
    public void The_amount_decides_who_is_asked(double amount, string roles) =>
        Assert.Equal(roles, string.Join(',', _house.MustDecide(new Request(ApprovalKind.Budget, (decimal)amount, "MA-09", null)).Levels.Select(l => l.Role)));

    [Theory]
    [InlineData("salon-collectif", 500_000, false)]
    [InlineData("salon-collectif", 500_001, true)]
    [InlineData("mission-b2b", 500_001, false)]
    public void The_board_reads_the_budget_of_a_great_fair(string type, int amount, bool isAsked) =>
        Assert.Equal(isAsked, _house.RuleFor(new Request(ApprovalKind.Content, amount, "MA-09", type)) is not null);

    [Fact]
    public void The_first_rule_that_fits_holds()
    {
        var policy = Policy("""{ "regions": ["MA-12"], "levels": [{ "role": "board" }] }, { "upTo": 100, "levels": [{ "role": "coordinator" }] }""");

        Assert.Equal("board", policy.RuleFor(new Request(ApprovalKind.Budget, 50, "MA-12", null))?.Levels[0].Role);
        Assert.Equal("coordinator", policy.RuleFor(new Request(ApprovalKind.Budget, 50, "MA-09", null))?.Levels[0].Role);
        Assert.Equal("Policies.NobodyNamed", Assert.Throws<RuleBrokenException>(() => policy.MustDecide(new Request(ApprovalKind.Budget, 101, "MA-09", null))).Key);
    }

    [Theory]
    [InlineData("""{ "version": 1, "workingDays": 10, "rules": [] }""", "$.rules")]
    [InlineData("""{ "version": 1, "workingDays": 0, "rules": [{ "levels": [{ "role": "board" }] }] }""", "$.workingDays")]
    [InlineData("""{ "version": 1, "workingDays": 10, "rules": [{ "levels": [] }] }""", "$.rules[0].levels")]
    [InlineData("""{ "version": 1, "workingDays": 10, "rules": [{ "levels": [{ "role": "delegate" }] }] }""", "$.rules[0].levels[0].role")]
    [InlineData("""{ "version": 1, "workingDays": 10, "rules": [{ "above": 5, "upTo": 5, "levels": [{ "role": "board" }] }] }""", "$.rules[0].upTo")]
    [InlineData("""{ "version": 1, "workingDays": 10, "rules": [{ "regions": ["MA-99"], "levels": [{ "role": "board" }] }] }""", "$.rules[0].regions")]
    [InlineData("""{ "version": 1, "workingDays": 10, "rules": [{ "levels": [{ "role": "board", "beside": true }] }] }""", "$.rules[0].levels[0].beside")]
    [InlineData("""{ "version": 1, "workingDays": 10, "escalateAfter": 10, "escalateTo": "board", "rules": [{ "levels": [{ "role": "board" }] }] }""", "$.escalateAfter")]
    [InlineData("""{ "version": 1, "workingDays": 10, "escalateAfter": 3, "rules": [{ "levels": [{ "role": "board" }] }] }""", "$.escalateTo")]
    [InlineData("""{ "version": 1, "workingDays": 10, "escalateAfter": 3, "rules": [{ "levels": [{ "role": "treasurer" }], "escalateTo": "direction" }] }""", "$.rules[0].escalateTo: 'direction' stands below 'treasurer'")]
    [InlineData("""{ "version": 1, "workingDays": 10, "escalateAfter": 3, "rules": [{ "levels": [{ "role": "board" }], "escalateTo": "board" }] }""", "$.rules[0].escalateTo")]
    [InlineData("""{ "version": 1, "workingDays": 10, "escalateAfter": 3, "rules": [{ "kind": "content", "levels": [{ "role": "treasurer" }], "escalateTo": "board" }] }""", "$.rules[0].escalateTo")]
    [InlineData("""{ "version": 1, "workingDays": 10, "rules": [{ "levels": [{ "role": "treasurer" }], "escalateTo": "board" }] }""", "$.escalateTo")]
    [InlineData("""{ "version": 1, "workingDays": 10, "rules": [{ "levels": [{ "role": "board", "otherwise": "delegate" }] }] }""", "$.rules[0].levels[0].otherwise")]
    [InlineData("""{ "version": 1, "workingDays": 10, "rules": [{ "levels": [{ "role": "board", "otherwise": "board" }] }] }""", "$.rules[0].levels[0].otherwise")]
    [InlineData("""{ "version": 1, "workingDays": 10, "bands": [] }""", "line 1")]
    [InlineData("none", "line 1")]
    public void A_fault_is_named_with_its_place(string text, string place) =>
        Assert.Contains(place, Assert.Throws<FormatException>(() => ApprovalPolicy.Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_written_is_read_back() => Assert.Equal(_house.Write(), ApprovalPolicy.Read(_house.Write()).Write());

    [Fact]
    public void A_band_without_a_rule_and_a_level_without_people_are_holes()
    {
        var policy = Policy("""{ "upTo": 100, "levels": [{ "role": "coordinator" }] }, { "above": 200, "levels": [{ "role": "board", "quorum": 2 }] }""");
        var staff = new Staff([Holding("Nadia", Roles.Coordinator), Holding("Driss", Roles.Board), Holding("Rachid", Roles.Board, "MA-12")], []);

        var report = PolicyReport.Of(policy, staff, ["MA-09", "MA-12"]);

        Assert.Equal(
            [(100m, (decimal?)200m, "", ""), (200m, null, "MA-09", "board")],
            report.Holes.Where(h => h.Asker is null).Select(h => (h.Above, h.UpTo, string.Join(',', h.Regions), h.What)));
        Assert.Equal([(0m, "Nadia")], report.Alone.Select(a => (a.Above, a.What)));
        Assert.Contains("toutes les régions : aucune règle", report.Holes.First(h => h.What.Length == 0).Say("fr"), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_decides_only_after_the_wait_or_when_the_role_asks_can_approve_alone_too()
    {
        var policy = ApprovalPolicy.Read("""
            { "version": 1, "workingDays": 10, "escalateAfter": 3, "rules": [{ "levels": [{ "role": "direction", "otherwise": "treasurer" }], "escalateTo": "board" }] }
            """);
        var staff = new Staff([Holding("Driss", Roles.Direction), Holding("Leila", Roles.Treasurer), Holding("Rachid", Roles.Board), Holding("Omar", Roles.Commission)], []);

        Assert.Equal("Driss, Leila, Rachid", Assert.Single(PolicyReport.Of(policy, staff, ["MA-09"]).Alone).What);
    }

    [Fact]
    public void Who_is_away_leaves_a_hole_unless_somebody_else_stands_in()
    {
        var (one, other) = (Holding("Leila", Roles.Treasurer), Holding("Omar", Roles.Commission));
        IReadOnlyList<ApprovalLevel> levels = [new("treasurer"), new("commission")];

        Assert.True(new Staff([one, other], []).Suffices(levels, "MA-09", [], null));
        Assert.False(new Staff([one, other], [new Away(one.Id, null)]).Suffices(levels, "MA-09", [], null));
        Assert.False(new Staff([one, other], [new Away(one.Id, other.Id)]).Suffices(levels, "MA-09", [], null));
        Assert.True(new Staff([one, other, Holding("Karim", Roles.Officer) with { Id = _third }], [new Away(one.Id, _third)]).Suffices(levels, "MA-09", [], null));
        Assert.False(new Staff([one, other], []).Suffices(levels, "MA-09", [other.Id], null));
    }

    [Theory]
    [InlineData(20_000, "direction")]
    [InlineData(100_000, "board")]
    [InlineData(500_000, "board")]
    [InlineData(500_001, null)]
    public void A_late_request_goes_higher_and_never_down(int amount, string? to) =>
        Assert.Equal(to, _house.HigherThan(_house.MustDecide(new Request(ApprovalKind.Budget, amount, "MA-09", null))));

    [Fact]
    public void The_policy_that_comes_with_the_program_has_no_hole_whoever_asks_with_one_holder_a_role_and_three_of_the_board()
    {
        var staff = new Staff(
            [
                Holding("Nadia", Roles.Coordinator), Holding("Hicham", Roles.Direction), Holding("Leila", Roles.Treasurer), Holding("Omar", Roles.Commission),
                Holding("Driss", Roles.Board), Holding("Rachid", Roles.Board),
            ], []);

        var report = PolicyReport.Of(_house, staff, ["MA-09", "MA-12"]);

        Assert.Empty(report.Holes);
        Assert.Empty(report.Late);
    }

    [Fact]
    public void Who_asks_leaves_a_hole_where_nobody_else_may_decide()
    {
        var (nadia, hicham, driss) = (Holding("Nadia", Roles.Coordinator), Holding("Hicham", Roles.Direction), Holding("Driss", Roles.Board));
        var staff = new Staff([nadia, hicham, driss], [new Away(nadia.Id, driss.Id)]);
        var policy = ApprovalPolicy.Read("""
            { "version": 1, "workingDays": 10, "escalateAfter": 3, "escalateTo": "direction", "rules": [
              { "upTo": 100, "levels": [{ "role": "coordinator" }] }, { "upTo": 200, "levels": [{ "role": "direction" }] },
              { "upTo": 300, "levels": [{ "role": "direction", "otherwise": "board" }] }, { "levels": [{ "role": "treasurer" }], "escalateTo": "board" },
              { "kind": "content", "above": 50, "levels": [{ "role": "commission" }] }] }
            """);

        var report = PolicyReport.Of(policy, staff, ["MA-09"]);

        Assert.Equal(
            [(100m, ApprovalKind.Budget, "Hicham"), (300m, ApprovalKind.Budget, "Driss"), (300m, ApprovalKind.Budget, "Driss / Nadia"), (50m, ApprovalKind.Content, null)],
            report.Holes.Select(h => (h.Above, h.Kind, h.Asker)));
        Assert.Equal([(0m, "Nadia"), (0m, "Driss"), (0m, "Driss / Nadia"), (300m, null)], report.Late.Select(h => (h.Above, h.Asker)));
        Assert.Contains("quand Hicham fait la demande", report.Holes[0].Say("fr"), StringComparison.Ordinal);
        Assert.StartsWith("contenu, plus de 50", report.Holes[3].Say("fr"), StringComparison.Ordinal);
    }

    private static readonly Guid _third = Guid.CreateVersion7();

    private static Decider Holding(string name, string role, string? region = null) => new(Guid.CreateVersion7(), name, [new Holding(role, region)]);

    private static ApprovalPolicy Policy(string rules) => ApprovalPolicy.Read($$"""{ "version": 1, "workingDays": 10, "rules": [{{rules}}] }""");
}
