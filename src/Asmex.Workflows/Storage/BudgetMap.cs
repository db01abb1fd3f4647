using Asmex.Workflows.Budgets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class BudgetMap : IEntityTypeConfiguration<Envelope>, IEntityTypeConfiguration<Movement>, IEntityTypeConfiguration<Commitment>, IEntityTypeConfiguration<LineTally>,
    IEntityTypeConfiguration<YearEnd>
{
    public void Configure(EntityTypeBuilder<Envelope> envelope)
    {
        envelope.ToTable("envelopes", table => table.HasCheckConstraint(
            "ck_envelopes_never_overspent", "left_over >= 0 AND reserved >= 0 AND committed >= 0 AND spent >= 0 AND promised >= 0 AND received >= 0"));
        envelope.Property(e => e.Id).ValueGeneratedNever();
        envelope.Property(e => e.Region).HasMaxLength(5);
        envelope.Property(e => e.Code).HasMaxLength(200);
        envelope.Property(e => e.Left).HasColumnName("left_over");
        envelope.Ignore(e => e.Balance);
        envelope.HasIndex(e => new { e.PlanId, e.ActionId }).IsUnique();
        envelope.HasIndex(e => e.ActionId);
    }

    public void Configure(EntityTypeBuilder<Movement> movement)
    {
        movement.ToTable("movements");
        movement.Property(m => m.Id).ValueGeneratedNever();
        movement.Property(m => m.Line).HasMaxLength(100);
        movement.Property(m => m.Supplier).HasMaxLength(200);
        movement.Property(m => m.DocumentHash).HasMaxLength(64);
        movement.Property(m => m.Partner).HasMaxLength(200);
        movement.Property(m => m.ActorName).HasMaxLength(200);
        movement.HasIndex(m => new { m.EnvelopeId, m.Number }).IsUnique();
        movement.HasIndex(m => m.ApprovalId);
        movement.HasIndex(m => m.CorrectsId).HasFilter("corrects_id IS NOT NULL");
        movement.HasIndex(m => new { m.EnvelopeId, m.Partner }).HasFilter("partner IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<LineTally> tally)
    {
        tally.ToTable("line_tallies");
        tally.HasKey(t => new { t.EnvelopeId, t.Line, t.Month });
        tally.Property(t => t.Line).HasMaxLength(100);
        tally.Ignore(t => t.Balance);
    }

    public void Configure(EntityTypeBuilder<YearEnd> batch)
    {
        batch.ToTable("year_ends");
        batch.Property(y => y.Id).ValueGeneratedNever();
        batch.Property(y => y.Region).HasMaxLength(5);
        batch.Property(y => y.PreparedBy).HasMaxLength(200);
        batch.Property(y => y.ReviewedBy).HasMaxLength(200);
        batch.Property(y => y.Lines).HasConversion<JsonConverter<IReadOnlyList<YearEndLine>>, ListComparer<YearEndLine>>();
        batch.Property(y => y.Version).IsConcurrencyToken();
        batch.HasIndex(y => new { y.Region, y.Year }).IsUnique().HasFilter("status = 'Prepared'");
    }

    public void Configure(EntityTypeBuilder<Commitment> commitment)
    {
        commitment.ToTable("commitments", table => table.HasCheckConstraint("ck_commitments_never_overspent", "left_over >= 0"));
        commitment.Property(c => c.Id).ValueGeneratedNever();
        commitment.Property(c => c.Line).HasMaxLength(100);
        commitment.Property(c => c.Purpose).HasMaxLength(Commitment.LongestPurpose);
        commitment.Property(c => c.Left).HasColumnName("left_over");
        commitment.HasIndex(c => c.EnvelopeId);
    }
}
