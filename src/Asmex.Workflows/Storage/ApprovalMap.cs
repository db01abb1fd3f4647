using Asmex.Workflows.Approvals;
using Asmex.Workflows.Calendars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class ApprovalMap : IEntityTypeConfiguration<Approval>, IEntityTypeConfiguration<Decision>, IEntityTypeConfiguration<ApprovalQuestion>, IEntityTypeConfiguration<PolicyVersion>
{
    public void Configure(EntityTypeBuilder<Approval> approval)
    {
        approval.ToTable("approvals");
        approval.Property(a => a.Id).ValueGeneratedNever();
        approval.Property(a => a.ExecutionId).HasMaxLength(60);
        approval.Property(a => a.InstanceId).HasMaxLength(40);
        approval.Property(a => a.ActivityId).HasMaxLength(200);
        approval.Property(a => a.Region).HasMaxLength(5);
        approval.Property(a => a.Line).HasMaxLength(100);
        approval.Property(a => a.RequesterName).HasMaxLength(200);
        approval.Property(a => a.EscalateTo).HasMaxLength(40);
        approval.Ignore(a => a.OpenLevels);
        approval.Ignore(a => a.RolesAsked);
        approval.Ignore(a => a.ExpiryRule);
        approval.Property(a => a.Escalation).HasConversion<JsonConverter<DateRule>>();
        approval.Property(a => a.Due).HasConversion<JsonConverter<DateRule>>();
        approval.Property(a => a.Levels).HasConversion<JsonConverter<IReadOnlyList<ApprovalLevel>>, ListComparer<ApprovalLevel>>();
        approval.Property(a => a.Version).IsConcurrencyToken();
        approval.HasIndex(a => a.ExecutionId).IsUnique();
        approval.HasIndex(a => a.InstanceId);
        approval.HasIndex(a => a.ActionId);
        approval.HasIndex(a => a.EnvelopeId);
        approval.HasIndex(a => a.PlanId);
        approval.HasIndex(a => new { a.Status, a.DueOn }).HasFilter("status = 'Pending'");
        approval.HasMany(a => a.Decisions).WithOne().HasForeignKey(d => d.ApprovalId);
        approval.Navigation(a => a.Decisions).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<Decision> decision)
    {
        decision.ToTable("decisions");
        decision.Property(d => d.Id).ValueGeneratedNever();
        decision.Property(d => d.Role).HasMaxLength(40);
        decision.Property(d => d.PersonName).HasMaxLength(200);
        decision.Property(d => d.ForName).HasMaxLength(200);
        decision.HasIndex(d => new { d.ApprovalId, d.PersonId }).IsUnique();
        decision.HasIndex(d => new { d.ApprovalId, d.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ApprovalQuestion> question)
    {
        question.ToTable("approval_questions");
        question.Property(q => q.Id).ValueGeneratedNever();
        question.Property(q => q.AskedBy).HasMaxLength(200);
        question.Property(q => q.AnsweredBy).HasMaxLength(200);
        question.HasIndex(q => q.ApprovalId);
    }

    public void Configure(EntityTypeBuilder<PolicyVersion> policy)
    {
        policy.ToTable("policy_versions");
        policy.HasKey(p => p.Number);
        policy.Property(p => p.Number).ValueGeneratedNever();
        policy.Property(p => p.By).HasMaxLength(200);
        policy.Ignore(p => p.Policy);
    }
}
