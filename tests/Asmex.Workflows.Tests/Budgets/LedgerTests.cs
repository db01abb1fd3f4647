using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Files;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Budgets;

public sealed class LedgerTests
{
    [DatabaseTheory]
    public async Task Money_is_transferred_within_a_year_and_never_beyond_what_is_free(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var (fairs, courses, next) = (await treasury.EnvelopeAsync(100_000), await treasury.EnvelopeAsync(20_000), await treasury.EnvelopeAsync(0, 2028));
        await treasury.CommitmentAsync(fairs, 70_000);

        await treasury.RunAsync<TransferFunds>(t => t.RunAsync(fairs, courses, 30_000, "Cours pleins", treasury.As("treasurer"), default));
        await RefusedAsync("Budgets.TooLittleLeft", () => treasury.RunAsync<TransferFunds>(t => t.RunAsync(fairs, courses, 0.01m, "Encore", treasury.As("treasurer"), default)));
        await RefusedAsync("Budgets.NoTransfer", () => treasury.RunAsync<TransferFunds>(t => t.RunAsync(courses, next, 1, "Report", treasury.As("treasurer"), default)));
        await RefusedAsync("Budgets.NoTransfer", () => treasury.RunAsync<TransferFunds>(t => t.RunAsync(courses, courses, 1, "Rien", treasury.As("treasurer"), default)));
        await RefusedAsync("Budgets.NoReason", () => treasury.RunAsync<TransferFunds>(t => t.RunAsync(courses, fairs, 1, " ", treasury.As("treasurer"), default)));
        await RefusedAsync("Budgets.NoAmount", () => treasury.RunAsync<TransferFunds>(t => t.RunAsync(courses, fairs, 0, "Rien", treasury.As("treasurer"), default)));
        await RefusedAsync("Budgets.NotYourBudget", () => treasury.RunAsync<TransferFunds>(t => t.RunAsync(courses, fairs, 1, "Pour moi", treasury.As("delegate"), default)));
        await Assert.ThrowsAsync<NothingThereException>(() => treasury.RunAsync<TransferFunds>(t => t.RunAsync(courses, fairs, 1, "Pour moi", treasury.As("stranger"), default)));

        Assert.Equal((0m, 50_000m), ((await treasury.StateAsync(fairs)).Left, (await treasury.StateAsync(courses)).Left));
        Assert.Equal(courses, (await treasury.MovementsAsync(fairs))[^1].OtherEnvelopeId);
        await treasury.AssertSoundAsync();
    }

    [DatabaseTheory]
    public async Task An_allotment_is_lowered_down_to_what_is_free(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var envelope = await treasury.EnvelopeAsync(100_000);
        await treasury.CommitmentAsync(envelope, 60_000);

        await RefusedAsync("Budgets.TooLittleLeft", () => treasury.RunAsync<AllotFunds>(a => a.RunAsync(envelope, -40_001, "Coupe", treasury.As("coordinator"), default)));
        await treasury.RunAsync<AllotFunds>(a => a.RunAsync(envelope, -40_000, "Coupe", treasury.As("coordinator"), default));
        await RefusedAsync("Budgets.NotYourBudget", () => treasury.RunAsync<AllotFunds>(a => a.RunAsync(envelope, 1, "Plus", treasury.As("direction"), default)));

        Assert.Equal((60_000m, 0m, 4), ((await treasury.StateAsync(envelope)).Allotted, (await treasury.StateAsync(envelope)).Left, (await treasury.StateAsync(envelope)).Movements));
        await treasury.AssertSoundAsync();
    }

    [DatabaseTheory]
    public async Task The_refusal_says_what_is_left_what_holds_it_and_who_can_free_it(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var envelope = await treasury.EnvelopeAsync(30_000, code: "MA-09-2027");
        var commitment = await treasury.CommitmentAsync(envelope, 10_000);
        await AskAsync(treasury, commitment, 5_000);
        var other = await treasury.CommitmentAsync(envelope, 1_000);

        var refusal = await RefusedAsync("Budgets.TooLittleLeft", () => AskAsync(treasury, other, 14_000.01m));

        var said = refusal.In("fr").Replace('\u00a0', ' ');
        Assert.Contains("n'a plus que 14 000,00 MAD", said, StringComparison.Ordinal);
        Assert.Contains("retenus 5 000,00 MAD par des demandes en cours et 11 000,00 MAD par des engagements", said, StringComparison.Ordinal);
        Assert.Contains("Stand 10 000 MAD ; Complément : Stand 5 000 MAD (Karim Idrissi)", said, StringComparison.Ordinal);
        Assert.Contains("Peuvent en libérer : Leila Fassi", said, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task Spending_above_the_commitment_needs_a_new_approval(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var envelope = await treasury.EnvelopeAsync(100_000);
        var commitment = await treasury.CommitmentAsync(envelope, 10_000);

        await RefusedAsync("Budgets.MoreThanCommitted", () => SpendAsync(treasury, commitment, 12_000));
        var supplement = await AskAsync(treasury, commitment, 2_000);
        await RefusedAsync("Budgets.SupplementPending", () => AskAsync(treasury, commitment, 1));
        Assert.Equal(2_000m, (await treasury.StateAsync(envelope)).Reserved);
        await RefusedAsync("Approvals.OwnRequest", () => treasury.DecideAsync(supplement, "delegate"));
        await treasury.DecideAsync(supplement, "coordinator");
        await SpendAsync(treasury, commitment, 12_000);

        var state = await treasury.StateAsync(envelope);
        Assert.Equal((0m, 0m, 12_000m, 88_000m), (state.Reserved, state.Committed, state.Spent, state.Left));
        Assert.Equal(commitment, (await treasury.MovementsAsync(envelope))[^1].ApprovalId);
        await treasury.AssertSoundAsync();
    }

    [DatabaseTheory]
    public async Task A_supplement_is_decided_by_those_whom_the_whole_amount_needs(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var commitment = await treasury.CommitmentAsync(await treasury.EnvelopeAsync(900_000), 19_000);

        var supplement = await AskAsync(treasury, commitment, 2_000);

        Assert.Equal("direction", (await treasury.ReadAsync(db => db.Set<Approval>().SingleAsync(a => a.Id == supplement))).Current.Role);
        await treasury.DecideAsync(supplement, "direction", Verdict.Reject, "Pas cette année.");
        Assert.Equal(881_000m, (await treasury.ReadAsync(db => db.Set<Envelope>().SingleAsync())).Left);
        await treasury.AssertSoundAsync();
    }

    [DatabaseTheory]
    public async Task A_supplement_that_nobody_decides_expires_and_frees_its_money(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var envelope = await treasury.EnvelopeAsync(100_000);
        var supplement = await AskAsync(treasury, await treasury.CommitmentAsync(envelope, 10_000), 2_000);

        treasury.Database.Clock.SetUtcNow(Zone.At(WorkingCalendar.Initial.DueOn(new DateRule(treasury.Today.AddDays(40), 0, Treasury.Region)), new TimeOnly(10, 0)));
        await treasury.RunAsync<ExpireApprovals, int>(expire => expire.RunAsync(default));

        Assert.Equal(ApprovalStatus.Expired, (await treasury.ReadAsync(db => db.Set<Approval>().SingleAsync(a => a.Id == supplement))).Status);
        Assert.Equal(90_000m, (await treasury.StateAsync(envelope)).Left);
    }

    [DatabaseTheory]
    public async Task A_wrong_invoice_is_corrected_by_a_line_of_its_own(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var envelope = await treasury.EnvelopeAsync(100_000);
        var commitment = await treasury.CommitmentAsync(envelope, 10_000);
        await SpendAsync(treasury, commitment, 9_000);
        var booked = (await treasury.MovementsAsync(envelope))[^1];

        await treasury.RunAsync<CorrectExpense>(c => c.RunAsync(booked.Id, 900, "Zéro de trop", treasury.As("treasurer"), default));
        await RefusedAsync("Budgets.NothingToCorrect", () => treasury.RunAsync<CorrectExpense>(c => c.RunAsync(booked.Id, 900, "Encore", treasury.As("treasurer"), default)));
        await RefusedAsync("Budgets.MoreThanCommitted", () => treasury.RunAsync<CorrectExpense>(c => c.RunAsync(booked.Id, 10_001, "Trop", treasury.As("treasurer"), default)));
        await RefusedAsync("Budgets.NotYourBudget", () => treasury.RunAsync<CorrectExpense>(c => c.RunAsync(booked.Id, 0, "Annulée", treasury.As("delegate"), default)));
        await treasury.RunAsync<CorrectExpense>(c => c.RunAsync(booked.Id, 10_000, "Vérifiée", treasury.As("treasurer"), default));

        Assert.Equal([9_000m, -8_100m, 9_100m], (await treasury.MovementsAsync(envelope)).Where(m => m.Kind is MovementKind.Spend or MovementKind.Correct).Select(m => m.Amount));
        Assert.Equal((0m, 10_000m), ((await treasury.StateAsync(envelope)).Committed, (await treasury.StateAsync(envelope)).Spent));
        await treasury.AssertSoundAsync();
    }

    [DatabaseTheory]
    public async Task A_balance_is_released_by_the_treasurer_with_a_reason(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var envelope = await treasury.EnvelopeAsync(100_000);
        var commitment = await treasury.CommitmentAsync(envelope, 10_000);

        await treasury.RunAsync<ReleaseCommitment>(r => r.RunAsync(commitment, 4_000, "Moins cher", treasury.As("treasurer"), default));
        await RefusedAsync("Budgets.MoreThanCommitted", () => treasury.RunAsync<ReleaseCommitment>(r => r.RunAsync(commitment, 6_000.01m, "Trop", treasury.As("treasurer"), default)));
        await RefusedAsync("Budgets.NoReason", () => treasury.RunAsync<ReleaseCommitment>(r => r.RunAsync(commitment, 1, null, treasury.As("treasurer"), default)));
        await RefusedAsync("Budgets.NotYourBudget", () => treasury.RunAsync<ReleaseCommitment>(r => r.RunAsync(commitment, 1, "Moi", treasury.As("officer"), default)));

        Assert.Equal(94_000m, (await treasury.StateAsync(envelope)).Left);
        Assert.Equal("Moins cher", (await treasury.MovementsAsync(envelope))[^1].Reason);
        await treasury.AssertSoundAsync();
    }

    [DatabaseTheory]
    public async Task Partners_promise_and_pay_beside_the_allotment(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var envelope = await treasury.EnvelopeAsync(100_000);

        await treasury.RunAsync<PromiseCoFinancing>(p => p.RunAsync(envelope, "AMDIE", 40_000, null, treasury.As("delegate"), default));
        await treasury.RunAsync<PromiseCoFinancing>(p => p.RunAsync(envelope, " AMDIE ", 50_000, "Avenant", treasury.As("delegate"), default));
        await treasury.RunAsync<ReceiveCoFinancing>(r => r.RunAsync(envelope, "AMDIE", 20_000, treasury.Today, null, treasury.As("treasurer"), default));
        await RefusedAsync("Budgets.NoPromise", () => treasury.RunAsync<PromiseCoFinancing>(p => p.RunAsync(envelope, "AMDIE", 19_999, null, treasury.As("delegate"), default)));
        await RefusedAsync("Budgets.NothingPromised", () => treasury.RunAsync<ReceiveCoFinancing>(r => r.RunAsync(envelope, "Région", 1, treasury.Today, null, treasury.As("treasurer"), default)));
        await RefusedAsync("Budgets.InvoiceToCome", () => treasury.RunAsync<ReceiveCoFinancing>(r => r.RunAsync(envelope, "AMDIE", 1, treasury.Today.AddDays(1), null, treasury.As("treasurer"), default)));
        await RefusedAsync("Budgets.NoPartner", () => treasury.RunAsync<PromiseCoFinancing>(p => p.RunAsync(envelope, " ", 1, null, treasury.As("delegate"), default)));
        await RefusedAsync("Budgets.NotYourBudget", () => treasury.RunAsync<ReceiveCoFinancing>(r => r.RunAsync(envelope, "AMDIE", 1, treasury.Today, null, treasury.As("delegate"), default)));

        var state = await treasury.StateAsync(envelope);
        Assert.Equal((50_000m, 20_000m, 100_000m), (state.Promised, state.Received, state.Left));
        await treasury.AssertSoundAsync();
    }

    [DatabaseTheory]
    public async Task A_year_end_is_prepared_by_one_and_carried_out_by_another(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var (fairs, courses) = (await treasury.EnvelopeAsync(100_000), await treasury.EnvelopeAsync(20_000));
        var commitment = await treasury.CommitmentAsync(fairs, 70_000);
        await SpendAsync(treasury, commitment, 60_000);
        await RefusedAsync("Budgets.YearRunning", () => treasury.RunAsync<PrepareYearEnd, Guid>(p => p.RunAsync(2027, Treasury.Region, new HashSet<Guid>(), treasury.As("treasurer"), default)));
        YearPasses(treasury);
        var batch = await treasury.RunAsync<PrepareYearEnd, Guid>(p => p.RunAsync(2027, Treasury.Region, new HashSet<Guid> { fairs }, treasury.As("treasurer"), default));

        await RefusedAsync("Budgets.YearEndOpen", () => treasury.RunAsync<PrepareYearEnd, Guid>(p => p.RunAsync(2027, Treasury.Region, new HashSet<Guid>(), treasury.As("treasurer"), default)));
        await RefusedAsync("Budgets.YearEndOwn", () => ReviewAsync("treasurer", true));
        await RefusedAsync("Budgets.YearEndNoNext", () => ReviewAsync("direction", true));
        await Assert.ThrowsAsync<NothingThereException>(() => ReviewAsync("delegate", true));
        Assert.Equal(40_000m, (await treasury.StateAsync(fairs)).Left + (await treasury.StateAsync(fairs)).Committed);
        var next = await treasury.EnvelopeAsync(5_000, 2028);
        await ReviewAsync("direction", true);
        await RefusedAsync("Budgets.YearEndDone", () => ReviewAsync("coordinator", true));

        Assert.Equal((0m, 0m, 60_000m), ((await treasury.StateAsync(fairs)).Left, (await treasury.StateAsync(fairs)).Committed, (await treasury.StateAsync(fairs)).Allotted));
        Assert.Equal((0m, 25_000m), ((await treasury.StateAsync(courses)).Left, (await treasury.StateAsync(next)).Left));
        await treasury.AssertSoundAsync();

        Task ReviewAsync(string who, bool apply) => treasury.RunAsync<ReviewYearEnd>(r => r.RunAsync(batch, apply, null, treasury.As(who), default));
    }

    [DatabaseTheory]
    public async Task An_expense_keeps_its_document_and_the_chain_keeps_which_it_was(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var commitment = await treasury.CommitmentAsync(await treasury.EnvelopeAsync(20_000), 10_000);

        await RecordAsync("%PDF-1.7 facture", "delegate");
        await RefusedAsync("Files.NotWhatItSays", () => RecordAsync("GIF89a", "delegate"));
        await RefusedAsync("Budgets.MoreThanCommitted", () => RecordAsync("%PDF-1.7 deux", "delegate", 9_000));
        await RefusedAsync("Budgets.NotYours", () => RecordAsync("%PDF-1.7 trois", "direction"));
        await RefusedAsync("Formats.TextTooLong", () => treasury.RunAsync<RecordExpense>(r => r.RunAsync(commitment, new Invoice(1, new string('x', 201), treasury.Today), treasury.As("delegate"), default)));
        await Assert.ThrowsAsync<NothingThereException>(() => RecordAsync("%PDF-1.7 quatre", "stranger"));

        var spent = await treasury.ReadAsync(db => db.Set<Movement>().AsNoTracking().SingleAsync(m => m.Kind == MovementKind.Spend));
        var file = await treasury.ReadAsync(db => db.Set<StoredFile>().AsNoTracking().SingleAsync());
        Assert.Equal((file.Id, file.Hash, Treasury.Region, "Karim Idrissi"), (spent.DocumentId!.Value, spent.DocumentHash, file.Region, file.GivenBy));
        Assert.Contains(file.Hash, await treasury.ReadAsync(db => db.Set<Asmex.Workflows.Audit.AuditRow>().Where(r => r.Key == spent.Id.ToString()).Select(r => r.Payload).SingleAsync()), StringComparison.Ordinal);

        async Task RecordAsync(string content, string who, decimal amount = 4_000)
        {
            using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content));
            await treasury.RunAsync<RecordExpense>(r => r.RunAsync(commitment, new Invoice(amount, "Stands & Co", treasury.Today, new GivenDocument("facture.pdf", stream)), treasury.As(who), default));
        }
    }

    [DatabaseTheory]
    public async Task A_year_does_not_end_over_a_request_that_is_not_decided(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var envelope = await treasury.EnvelopeAsync(2_000);
        var commitment = await treasury.CommitmentAsync(envelope, 1_000);
        await SpendAsync(treasury, commitment, 1_000);
        var request = await AskAsync(treasury, commitment, 1_000);
        Assert.Equal((0m, 0m, 1_000m), ((await treasury.StateAsync(envelope)).Left, (await treasury.StateAsync(envelope)).Committed, (await treasury.StateAsync(envelope)).Reserved));
        YearPasses(treasury);

        await RefusedAsync("Budgets.YearEndPending", PrepareAsync);
        await treasury.DecideAsync(request, "coordinator", Verdict.Reject, "Trop tard.");
        await PrepareAsync();

        Task PrepareAsync() => treasury.RunAsync<PrepareYearEnd, Guid>(p => p.RunAsync(2027, Treasury.Region, new HashSet<Guid>(), treasury.As("treasurer"), default));
    }

    [DatabaseTheory]
    [Row("treasurer", "treasurer", "direction", "direction")]
    [Row("direction", "treasurer", "direction", "treasurer")]
    public async Task Nobody_reviews_a_year_end_as_deputy_of_the_preparer_or_prepared_for_them(DatabaseKind kind, string preparer, string away, string deputy, string reviewer)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        await treasury.EnvelopeAsync(2_000, year: 2026);
        if (preparer == deputy)
        {
            await treasury.IsAwayAsync(away, deputy);
        }

        var by = await treasury.PresentAsync(preparer);
        var batch = await treasury.RunAsync<PrepareYearEnd, Guid>(p => p.RunAsync(2026, Treasury.Region, new HashSet<Guid>(), by, default));
        if (preparer != deputy)
        {
            await treasury.IsAwayAsync(away, deputy);
        }

        var other = await treasury.PresentAsync(reviewer);
        await RefusedAsync("Budgets.YearEndOwn", () => treasury.RunAsync<ReviewYearEnd>(r => r.RunAsync(batch, false, "Non", other, default)));
    }

    [DatabaseTheory]
    public async Task A_supplement_that_was_sent_back_comes_in_a_round_that_knows_the_one_before(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var commitment = await treasury.CommitmentAsync(await treasury.EnvelopeAsync(900_000), 150_000);
        var first = await AskAsync(treasury, commitment, 20_000);
        await treasury.DecideAsync(first, "treasurer");
        await treasury.DecideAsync(first, "commission", Verdict.SendBack, "Trop.");

        var again = await AskAsync(treasury, commitment, 15_000);
        var second = await treasury.ReadAsync(db => db.Set<Approval>().AsNoTracking().SingleAsync(a => a.Id == again));
        await treasury.DecideAsync(second.Id, "commission");
        var third = await AskAsync(treasury, commitment, 5_000);

        Assert.Equal((1, "commission", "Leila Fassi"), (second.Round, second.Current.Role, second.Decisions.Single().PersonName));
        Assert.Equal(0, await treasury.ReadAsync(db => db.Set<Approval>().Where(a => a.Id == third).Select(a => a.Round).SingleAsync()));
        await treasury.AssertSoundAsync();
    }

    [DatabaseTheory]
    public async Task A_receipt_that_was_noted_wrongly_is_corrected_down_to_nothing(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var envelope = await treasury.EnvelopeAsync(10_000);
        await treasury.RunAsync<PromiseCoFinancing>(p => p.RunAsync(envelope, "AMDIE", 5_000, null, treasury.As("treasurer"), default));
        await ReceiveAsync(3_000, null);

        await RefusedAsync("Budgets.NoReason", () => ReceiveAsync(-1_000, " "));
        await RefusedAsync("Budgets.LessReceived", () => ReceiveAsync(-3_001, "Erreur"));
        await ReceiveAsync(-3_000, "Chèque sans provision");

        Assert.Equal((5_000m, 0m), ((await treasury.StateAsync(envelope)).Promised, (await treasury.StateAsync(envelope)).Received));
        await treasury.AssertSoundAsync();

        Task ReceiveAsync(decimal amount, string? reason) => treasury.RunAsync<ReceiveCoFinancing>(r => r.RunAsync(envelope, "AMDIE", amount, treasury.Today, reason, treasury.As("treasurer"), default));
    }

    [DatabaseTheory]
    public async Task A_year_end_whose_envelopes_changed_is_refused_whole_and_can_be_discarded(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var (first, second) = (await treasury.EnvelopeAsync(10_000), await treasury.EnvelopeAsync(20_000));
        await treasury.EnvelopeAsync(0, 2028);
        YearPasses(treasury);
        var batch = await treasury.RunAsync<PrepareYearEnd, Guid>(p => p.RunAsync(2027, Treasury.Region, new HashSet<Guid>(), treasury.As("treasurer"), default));
        await treasury.RunAsync<AllotFunds>(a => a.RunAsync(second, 1, "Tard", treasury.As("coordinator"), default));

        await RefusedAsync("Budgets.YearEndChanged", () => treasury.RunAsync<ReviewYearEnd>(r => r.RunAsync(batch, true, null, treasury.As("direction"), default)));
        Assert.Equal(10_000m, (await treasury.StateAsync(first)).Left);
        await RefusedAsync("Budgets.NoReason", () => treasury.RunAsync<ReviewYearEnd>(r => r.RunAsync(batch, false, null, treasury.As("direction"), default)));
        await treasury.RunAsync<ReviewYearEnd>(r => r.RunAsync(batch, false, "À refaire.", treasury.As("direction"), default));
        await treasury.RunAsync<PrepareYearEnd, Guid>(p => p.RunAsync(2027, Treasury.Region, new HashSet<Guid>(), treasury.As("treasurer"), default));

        await treasury.AssertSoundAsync();
    }

    internal static Task<Guid> AskAsync(Treasury treasury, Guid commitment, decimal amount, string who = "delegate") =>
        treasury.RunAsync<RequestSupplement, Guid>(r => r.RunAsync(commitment, amount, "Le devis a augmenté.", treasury.As(who), default));

    private static void YearPasses(Treasury treasury) => treasury.Database.Clock.SetUtcNow(new DateTimeOffset(2028, 1, 10, 10, 0, 0, TimeSpan.Zero));

    internal static Task SpendAsync(Treasury treasury, Guid commitment, decimal amount) =>
        treasury.RunAsync<RecordExpense>(r => r.RunAsync(commitment, new Invoice(amount, "Stands & Co", treasury.Today), treasury.As("delegate"), default));

    internal static async Task<RuleBrokenException> RefusedAsync(string key, Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(act);
        Assert.Equal(key, refusal.Key);
        Assert.All(Languages.All, language => Assert.DoesNotContain("{", refusal.In(language), StringComparison.Ordinal));
        return refusal;
    }
}
