using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Journey;

/// <summary>Preparing, validating and the money of a plan, through the verbs of the pages.</summary>
public sealed class PlanJourneyTests
{
    private static readonly DateOnly _fair = new(2027, 11, 15);

    [DatabaseTheory]
    public async Task A_plan_sent_back_is_corrected_and_runs_with_its_envelopes(DatabaseKind kind)
    {
        await using var house = await House.OpenAsync(kind);
        var plan = await LaunchAsync(house);
        await PrepareAsync(house, plan);
        await ValidateAsync(house, plan, Verdict.SendBack, "Préciser la cible.");

        Assert.Equal("Préciser la cible.", (await PlanAsync(house, plan)).Remarks);
        Assert.True(await house.IsOpenAsync("prepare"));
        await PrepareAsync(house, plan);
        await ValidateAsync(house, plan, Verdict.Approve);

        Assert.Equal(PlanStatus.Running, (await PlanAsync(house, plan)).Status);
        var envelopes = await house.ReadAsync(db => db.Set<Envelope>().AsNoTracking().Where(e => e.PlanId == plan).ToListAsync());
        Assert.Equal([100_000m, 900_000m], envelopes.Select(e => e.Left).Order());
        Assert.True(await house.IsOpenAsync("opportunite"));
    }

    [DatabaseTheory]
    public async Task What_is_missing_is_refused_in_words_and_nothing_is_written(DatabaseKind kind)
    {
        await using var house = await House.OpenAsync(kind);
        var plan = await LaunchAsync(house);

        await RefusedAsync("Plans.NoEnvelope", () => PrepareAsync(house, plan, Draft(house) with { Budget = 0 }));
        await RefusedAsync("Plans.NoObjective", () => PrepareAsync(house, plan, Draft(house) with { Objectives = [] }));
        await RefusedAsync("Plans.NoAction", () => PrepareAsync(house, plan, Draft(house) with { Actions = [] }));
        await RefusedAsync("Plans.EnvelopeTooSmall", () => PrepareAsync(house, plan, Draft(house) with { Budget = 899_999 }));
        await RefusedAsync("Plans.ActionStartsInThePast", () => PrepareAsync(house, plan, Draft(house, starts: house.Today.AddDays(-1))));
        await RefusedAsync("Plans.FixedDateMissing", () => PrepareAsync(house, plan, Draft(house, fair: null)));
        await RefusedAsync("Plans.AlreadyOne", () => LaunchAsync(house));
        await Assert.ThrowsAsync<NothingThereException>(() => house.RunAsync<LaunchPlan>(launch => launch.RunAsync(House.SoussMassa, 2028, house.As("stranger"), default)));

        var kept = await PlanAsync(house, plan);
        Assert.Equal((PlanStatus.Draft, 0, 0), (kept.Status, kept.Actions.Count, kept.Objectives.Count));
    }

    [DatabaseTheory]
    public async Task A_request_is_sent_back_and_resubmitted_while_the_other_branch_goes_on(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var open = await house.TaskAsync("appel");

        await house.DoAsync("reservation-request", "direction", ("amount", 148_000m));
        Assert.Equal(148_000m, (await EnvelopeAsync(house)).Reserved);
        house.Database.Clock.AutoAdvanceAmount = TimeSpan.FromMilliseconds(3);
        await house.DecideAsync("reservation-budget", "treasurer", Verdict.SendBack, "Joindre un deuxième devis.");
        house.Database.Clock.AutoAdvanceAmount = TimeSpan.Zero;
        Assert.Equal(0m, (await EnvelopeAsync(house)).Reserved);

        var again = await house.TaskAsync("reservation-request");
        Assert.Equal("Joindre un deuxième devis.", again.Remarks);
        Assert.Contains("148000", again.Draft, StringComparison.Ordinal);
        Assert.Equal(open.Id, (await house.TaskAsync("appel")).Id);

        await house.DoAsync("reservation-request", "direction", ("amount", 136_000m));
        await house.DecideAsync("reservation-budget", "treasurer", Verdict.Approve);
        await house.DecideAsync("reservation-budget", "commission", Verdict.Approve);

        Assert.Equal((0m, 136_000m, 764_000m), ((await EnvelopeAsync(house)).Reserved, (await EnvelopeAsync(house)).Committed, (await EnvelopeAsync(house)).Left));
        Assert.True(await house.IsOpenAsync("reservation"));
        Assert.Equal(open.Id, (await house.TaskAsync("appel")).Id);
    }

    [DatabaseTheory]
    public async Task More_than_the_envelope_is_refused_and_the_task_stays_open(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);

        await RefusedAsync("Budgets.TooLittleLeft", () => house.DoAsync("reservation-request", "direction", ("amount", 900_001m)));

        Assert.True(await house.IsOpenAsync("reservation-request"));
        Assert.Equal(900_000m, (await EnvelopeAsync(house)).Left);
        Assert.Equal(1, await house.ReadAsync(db => db.Set<Movement>().CountAsync(m => m.Kind == MovementKind.Allot && m.Amount == 900_000m)));
    }

    [DatabaseTheory]
    public async Task A_board_decides_by_quorum_and_nobody_twice(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        await house.DoAsync("reservation-request", "direction", ("amount", 600_000m));

        await house.DecideAsync("reservation-budget", "board-1", Verdict.Approve);
        await RefusedAsync("Approvals.SamePersonTwice", () => house.DecideAsync("reservation-budget", "board-1", Verdict.Approve));
        await Assert.ThrowsAsync<NothingThereException>(() => house.DecideAsync("reservation-budget", "treasurer", Verdict.Approve));
        await RefusedAsync("Approvals.OwnRequest", () => house.DecideAsync("reservation-budget", "direction", Verdict.Approve));
        await house.DecideAsync("reservation-budget", "board-3", Verdict.Approve, granted: 550_000m);

        Assert.Equal((550_000m, 350_000m), ((await EnvelopeAsync(house)).Committed, (await EnvelopeAsync(house)).Left));
    }

    [DatabaseTheory]
    public async Task A_request_that_nobody_decides_expires_and_frees_its_money(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        await house.DoAsync("reservation-request", "direction", ("amount", 30_000m));
        var own = await house.RequestAsync("reservation-budget");
        Assert.Equal("direction", own.Current.Role);

        await house.UntilAsync(own.DueOn.AddDays(1));

        Assert.Equal(900_000m, (await EnvelopeAsync(house)).Left);
        Assert.True(await house.IsOpenAsync("reservation-decide"));
    }

    [DatabaseTheory]
    public async Task A_stale_form_says_who_was_quicker(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var seen = await house.TaskAsync("reservation-request");
        await house.DoAsync("reservation-request", "direction", ("amount", 10_000m));

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => house.RunAsync<CompleteTask>(complete =>
            complete.RunAsync(new CompleteTaskRequest(seen.Id, null, _ => ["1"], seen.Version), house.As("direction"), default)));

        Assert.Equal("Tasks.AlreadyDone", refusal.Key);
        Assert.Contains("Hicham Tazi", refusal.In("fr"), StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task A_late_task_reminds_its_owner_then_the_manager_and_no_more_once_done(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        var task = await house.TaskAsync("reservation-request");

        await house.UntilAsync(task.DueOn.AddDays(20));
        var letters = house.Mail.Received.Where(m => m.Message.Subject!.Contains(task.Title.Fr, StringComparison.Ordinal) || m.Message.Subject!.Contains(task.Title.En!, StringComparison.Ordinal)).Select(m => m.To).ToList();

        Assert.Equal(["direction@asmex.example", "direction@asmex.example", "coordinator@asmex.example"], letters.TakeLast(3));
        var before = house.Mail.Received.Count;
        await house.DoAsync("reservation-request", "direction", ("amount", 10_000m));
        await house.UntilAsync(house.Today.AddDays(1));
        Assert.DoesNotContain(house.Mail.Received.Skip(before), m => m.Message.Subject!.Contains(task.Title.En!, StringComparison.Ordinal) && m.To == "coordinator@asmex.example");
    }

    /// <summary>Up to the two branches of the fair: the booking and the call.</summary>
    private static async Task<House> RunningAsync(DatabaseKind kind)
    {
        var house = await House.OpenAsync(kind);
        var plan = await LaunchAsync(house);
        await PrepareAsync(house, plan);
        await ValidateAsync(house, plan, Verdict.Approve);
        await house.DoAsync("opportunite", "delegate");
        await house.DecideAsync("opportunite-approval", "commission", Verdict.Approve);
        await house.DoAsync("montage", "direction", ("total", 400_000m), ("cofinancing", 0m), ("exhibitorShare", 0m));
        await house.DecideAsync("montage-approval", "treasurer", Verdict.Approve);
        return house;
    }

    private static Task<Guid> LaunchAsync(House house) =>
        house.RunAsync<LaunchPlan, Guid>(launch => launch.RunAsync(House.SoussMassa, 2027, house.As("coordinator"), default));

    private static Task PrepareAsync(House house, Guid plan, PlanDraft? draft = null) =>
        house.RunAsync<PreparePlan>(prepare => prepare.RunAsync(plan, draft ?? Draft(house), submit: true, null, house.As("delegate"), default));

    private static Task ValidateAsync(House house, Guid plan, Verdict verdict, string? remarks = null) =>
        house.RunAsync<ValidatePlan>(validate => validate.RunAsync(plan, verdict, remarks, null, house.As("coordinator"), default));

    private static PlanDraft Draft(House house, DateOnly? starts = null) => Draft(house, _fair, starts);

    private static PlanDraft Draft(House house, DateOnly? fair, DateOnly? starts = null) => new(
        1_000_000, "Doubler les primo-exportateurs.", [new ObjectiveDraft("newExporters", 25)],
        [new ActionDraft(null, "salon-collectif", "SIAL 2027", starts ?? house.Today, fair, 900_000)]);

    private static Task<Plan> PlanAsync(House house, Guid plan) =>
        house.ReadAsync(db => db.Set<Plan>().AsNoTracking().Include(p => p.Actions).Include(p => p.Objectives).SingleAsync(p => p.Id == plan));

    private static Task<Envelope> EnvelopeAsync(House house) =>
        house.ReadAsync(db => db.Set<Envelope>().AsNoTracking().SingleAsync(e => e.ActionId != null));

    private static async Task RefusedAsync(string key, Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(act);

        Assert.Equal(key, refusal.Key);
        Assert.All(Languages.All, language => Assert.DoesNotContain(key, refusal.In(language), StringComparison.Ordinal));
    }
}
