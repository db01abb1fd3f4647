using Asmex.Workflows.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class PlanMap : IEntityTypeConfiguration<Plan>, IEntityTypeConfiguration<PlanAction>, IEntityTypeConfiguration<Objective>
{
    public void Configure(EntityTypeBuilder<Plan> plan)
    {
        plan.ToTable("plans");
        plan.Property(p => p.Id).ValueGeneratedNever();
        plan.Property(p => p.Region).HasMaxLength(5);
        plan.Property(p => p.InstanceId).HasMaxLength(40);
        plan.Property(p => p.Version).IsConcurrencyToken();
        plan.HasIndex(p => new { p.Region, p.Year }).IsUnique().HasFilter("status <> 'Abandoned'");
        plan.HasMany(p => p.Objectives).WithOne().HasForeignKey(o => o.PlanId).OnDelete(DeleteBehavior.Cascade);
        plan.HasMany(p => p.Actions).WithOne().HasForeignKey(a => a.PlanId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PlanAction> action)
    {
        action.ToTable("actions");
        action.Property(a => a.Id).ValueGeneratedNever();
        action.Property(a => a.Region).HasMaxLength(5);
        action.Property(a => a.Type).HasMaxLength(100);
        action.Property(a => a.Edition).HasMaxLength(200);
        action.Property(a => a.InstanceId).HasMaxLength(40);
        action.HasIndex(a => new { a.PlanId, a.Type, a.Edition }).IsUnique().HasFilter("status <> 'Abandoned'");
        action.HasIndex(a => a.InstanceId);
    }

    public void Configure(EntityTypeBuilder<Objective> objective)
    {
        objective.ToTable("objectives");
        objective.Property(o => o.Id).ValueGeneratedNever();
        objective.Property(o => o.Indicator).HasMaxLength(200);
    }
}
