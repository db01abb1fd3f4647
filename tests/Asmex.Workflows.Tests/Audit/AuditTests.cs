using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.People;
using Asmex.Workflows.Rights;
using Asmex.Workflows.Tests.Budgets;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Audit;

public sealed class AuditTests
{
    [DatabaseTheory]
    public async Task Money_decisions_policies_and_rights_are_links_of_one_chain(DatabaseKind kind)
    {
        await using var treasury = await FilledAsync(kind);

        var verdict = await VerifyAsync(treasury);
        var kinds = await treasury.ReadAsync(db => db.Set<AuditRow>().AsNoTracking().Select(r => r.Kind).Distinct().Order().ToListAsync());

        Assert.Null(verdict.Broken);
        Assert.Equal(["Absence", "Appointment", "Approval", "Commitment", "Decision", "Movement", "Person", "PolicyVersion", "YearEnd"], kinds);
        Assert.Equal(await treasury.ReadAsync(db => db.Set<AuditRow>().CountAsync()), verdict.Rows);
    }

    [DatabaseTheory]
    [Row("UPDATE audit_rows SET payload = replace(payload, '20000.00', '20001.00')", "was changed (Movement ")]
    [Row("UPDATE audit_rows SET at = replace(at, '2027', '2026') WHERE number = 3", "audit_rows 3 was changed")]
    [Row("DELETE FROM audit_rows WHERE number = 2", "audit_rows 2 is missing")]
    [Row("DELETE FROM audit_rows WHERE number = (SELECT max(number) FROM audit_rows)", "is missing: the head of the chain stands elsewhere")]
    [Row("UPDATE audit_rows SET hash = previous WHERE number = 4", "audit_rows 4 was changed")]
    [Row("UPDATE movements SET amount = amount + 0.01 WHERE kind = 'Commit'", "movements")]
    [Row("UPDATE movements SET actor_name = 'Autre' WHERE kind = 'Spend'", "was changed")]
    [Row("DELETE FROM movements WHERE kind = 'Spend'", "movements: 1 of")]
    [Row("UPDATE decisions SET verdict = 'Reject'", "decisions")]
    [Row("UPDATE decisions SET reason = 'Autre'", "decisions")]
    [Row("DELETE FROM decisions", "decisions: 1 of 1 rows are gone")]
    [Row("UPDATE approvals SET granted = granted - 1", "approvals")]
    [Row("UPDATE approvals SET requester_id = NULL", "approvals")]
    [Row("UPDATE approvals SET status = 'Pending'", "approvals")]
    [Row("UPDATE commitments SET amount = amount + 1", "commitments")]
    [Row("UPDATE commitments SET left_over = left_over + 1", "commitments")]
    [Row("UPDATE commitments SET purpose = 'Autre'", "commitments")]
    [Row("UPDATE line_tallies SET spent = spent + 1 WHERE spent > 0", "line_tallies")]
    [Row("UPDATE line_tallies SET month = month + 1 WHERE spent > 0", "line_tallies")]
    [Row("DELETE FROM line_tallies WHERE spent > 0", "is missing")]
    [Row("UPDATE year_ends SET prepared_by = 'Autre'", "year_ends")]
    [Row("UPDATE appointments SET role = 'board' WHERE role = 'delegate'", "appointments")]
    [Row("UPDATE appointments SET region = NULL WHERE region = 'MA-02'", "appointments")]
    [Row("DELETE FROM appointments WHERE role = 'auditor'", "appointments: 1 of")]
    [Row("UPDATE absences SET deputy_id = person_id", "absences")]
    [Row("DELETE FROM absences", "absences: 1 of 1 rows are gone")]
    [Row("UPDATE people SET suspended_at = '2027-01-01' WHERE name = 'Hicham Tazi'", "people")]
    [Row("UPDATE policy_versions SET text = replace(text, 'board', 'direction')", "policy_versions 4 was changed")]
    [Row("UPDATE envelopes SET spent = spent + 1, left_over = left_over - 1", "does not agree with its ledger")]
    public async Task The_first_broken_row_is_named(DatabaseKind kind, string tampering, string named)
    {
        await using var treasury = await FilledAsync(kind);
        await treasury.ReadAsync(db => db.Database.ExecuteSqlRawAsync(tampering));

        Assert.Contains(named, (await VerifyAsync(treasury)).Broken, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task A_mailed_head_proves_that_nothing_before_it_was_rewritten(DatabaseKind kind)
    {
        await using var treasury = await FilledAsync(kind);
        await treasury.RunAsync<MailAuditHead>(mail => mail.RunAsync(default));
        await treasury.RunAsync<MailAuditHead>(mail => mail.RunAsync(default));
        var letter = Assert.Single(await treasury.ReadAsync(db => db.Letters.AsNoTracking().Where(l => l.Template == "audit-head").ToListAsync()));
        var head = await treasury.ReadAsync(db => db.Set<AuditHead>().AsNoTracking().SingleAsync());

        // Somebody who can write everything cuts the chain off before a decision and sets the head back.
        await treasury.ReadAsync(db => db.Database.ExecuteSqlRawAsync("DELETE FROM audit_rows WHERE number > 2"));
        await treasury.ReadAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE audit_head SET number = 2, hash = (SELECT hash FROM audit_rows WHERE number = 2)"));

        Assert.Equal("auditor@asmex.example", letter.Address);
        Assert.Contains("a later head was mailed", (await treasury.RunAsync<VerifyAudit, AuditVerdict>(v => v.RunAsync((head.Number, head.Hash), default))).Broken, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task What_is_taken_back_leaves_no_link(DatabaseKind kind)
    {
        await using var treasury = await FilledAsync(kind);
        var before = (await VerifyAsync(treasury)).Rows;

        await Assert.ThrowsAnyAsync<Exception>(() => treasury.MoveAsync(async ledger =>
        {
            await ledger.AllotAsync(await treasury.ReadAsync(db => db.Set<Asmex.Workflows.Budgets.Envelope>().Select(e => e.Id).FirstAsync()), 1, Actor.House, null, default);
            throw new InvalidOperationException("A power cut.");
        }));

        Assert.Equal((before, null), ((await VerifyAsync(treasury)).Rows, (await VerifyAsync(treasury)).Broken));
    }

    [DatabaseTheory]
    public async Task What_is_taken_back_on_purpose_is_a_link_too(DatabaseKind kind)
    {
        await using var treasury = await FilledAsync(kind);
        var absence = await treasury.ReadAsync(db => db.Set<Absence>().SingleAsync());
        await treasury.RunAsync<EndAbsence>(end => end.RunAsync(absence.Id, treasury.As("coordinator"), default));
        var held = await treasury.ReadAsync(db => db.Set<Appointment>().FirstAsync(a => a.Role == Roles.Commission));
        await treasury.RunAsync<EndAppointment>(end => end.RunAsync(held.PersonId, held.Id, treasury.Today, Actor.House, default));
        await treasury.RunAsync<SuspendPerson>(suspend => suspend.RunAsync(treasury.Person("stranger").Id, Actor.House, default));

        Assert.Null((await VerifyAsync(treasury)).Broken);
        Assert.Equal(0, await treasury.ReadAsync(db => db.Set<Absence>().CountAsync()));
    }

    [DatabaseTheory]
    public async Task An_erasure_takes_the_person_out_of_the_rows_and_breaks_no_link(DatabaseKind kind)
    {
        await using var treasury = await FilledAsync(kind);
        var envelope = await treasury.EnvelopeAsync(9_000);
        await treasury.RunAsync<AllotFunds>(allot => allot.RunAsync(envelope, 500, "Voir zo@ex.example", treasury.As("treasurer"), default));
        await treasury.RunAsync<AllotFunds>(allot => allot.RunAsync(envelope, 700, "Encore zo@ex.example", treasury.As("treasurer"), default));
        var request = await treasury.RunAsync<FileRightsRequest, RightsRequest>(file => file.RunAsync(
            new RightsDraft(RightsKind.Erasure, "Zineb Ouhssaine", treasury.Today, "zo@ex.example", null, "Par courriel"), treasury.As("coordinator"), default));

        await treasury.RunAsync<ErasePerson>(erase => erase.RunAsync(request.Id, treasury.As("coordinator"), default));

        Assert.Equal(["Encore —", "Voir —"], await treasury.ReadAsync(db => db.Set<Movement>().Where(m => m.Amount == 500 || m.Amount == 700).Select(m => m.Reason).Order().ToListAsync()));
        Assert.Null((await VerifyAsync(treasury)).Broken);
        Assert.Empty(await treasury.ReadAsync(db => db.Set<AuditRow>().Where(r => r.Payload.Contains("zo@ex")).ToListAsync()));
    }

    [DatabaseTheory]
    public async Task An_erasure_does_not_make_a_changed_row_sound(DatabaseKind kind)
    {
        await using var treasury = await FilledAsync(kind);
        var envelope = await treasury.EnvelopeAsync(9_000);
        await treasury.RunAsync<AllotFunds>(allot => allot.RunAsync(envelope, 500, "Voir zo@ex.example", treasury.As("treasurer"), default));
        await treasury.ReadAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE movements SET amount = amount + 1 WHERE reason LIKE 'Voir%'"));
        var request = await treasury.RunAsync<FileRightsRequest, RightsRequest>(file => file.RunAsync(
            new RightsDraft(RightsKind.Erasure, "Zineb Ouhssaine", treasury.Today, "zo@ex.example", null, "Par courriel"), treasury.As("coordinator"), default));

        await treasury.RunAsync<ErasePerson>(erase => erase.RunAsync(request.Id, treasury.As("coordinator"), default));

        Assert.Contains("movements", (await VerifyAsync(treasury)).Broken, StringComparison.Ordinal);
    }

    private static Task<AuditVerdict> VerifyAsync(Treasury treasury) => treasury.RunAsync<VerifyAudit, AuditVerdict>(v => v.RunAsync(null, default));

    private static async Task<Treasury> FilledAsync(DatabaseKind kind)
    {
        var treasury = await Treasury.OpenAsync(kind);
        var commitment = await treasury.CommitmentAsync(await treasury.EnvelopeAsync(20_000), 10_000);
        var request = await LedgerTests.AskAsync(treasury, commitment, 2_000);
        await treasury.DecideAsync(request, "coordinator");
        await LedgerTests.SpendAsync(treasury, commitment, 1_500);
        var now = await treasury.RunAsync<Policies, ApprovalPolicy>(p => p.InForceAsync(default));
        await treasury.RunAsync<PublishPolicy, int>(p => p.RunAsync((now with { WorkingDays = 12 }).Write(), now.Version, "Plus de temps", null, treasury.As("coordinator"), default));
        await treasury.RunAsync<AppointPerson>(a => a.RunAsync(new NewAppointment(treasury.Person("officer").Id, Roles.Commission, null, treasury.Today, null), Actor.House, default));
        await treasury.IsAwayAsync("direction", "board-1");
        await treasury.EnvelopeAsync(5_000, year: 2026);
        await treasury.RunAsync<PrepareYearEnd, Guid>(p => p.RunAsync(2026, Treasury.Region, new HashSet<Guid>(), treasury.As("treasurer"), default));
        return treasury;
    }
}
