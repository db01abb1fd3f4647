using Asmex.Workflows.Calendars;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class TaskMap : IEntityTypeConfiguration<PlanTask>, IEntityTypeConfiguration<GuestLink>, IEntityTypeConfiguration<TaskReminder>
{
    public void Configure(EntityTypeBuilder<PlanTask> task)
    {
        task.ToTable("tasks");
        task.Property(t => t.Id).ValueGeneratedNever();
        task.Property(t => t.ExecutionId).HasMaxLength(60);
        task.Property(t => t.InstanceId).HasMaxLength(40);
        task.Property(t => t.ActivityId).HasMaxLength(200);
        task.Property(t => t.Region).HasMaxLength(5);
        task.Property(t => t.Role).HasMaxLength(40);
        task.Property(t => t.CompletedBy).HasMaxLength(200);
        task.Property(t => t.RemarksBy).HasMaxLength(200);
        task.Property(t => t.Outcome).HasMaxLength(100);
        task.Property(t => t.Form).HasConversion<JsonConverter<IReadOnlyList<FormField>>, ListComparer<FormField>>();
        task.Property(t => t.Outcomes).HasConversion<JsonConverter<IReadOnlyList<TaskOutcome>>, ListComparer<TaskOutcome>>();
        task.Property(t => t.Due).HasConversion<JsonConverter<DateRule>>();
        task.Property(t => t.Version).IsConcurrencyToken();
        task.HasIndex(t => t.ExecutionId).IsUnique();
        task.HasIndex(t => t.InstanceId);
        task.HasIndex(t => t.PlanId);
        task.HasIndex(t => t.ActionId);
        task.HasIndex(t => new { t.AssigneeId, t.DueOn }).HasFilter("status = 'Open'");
        task.HasIndex(t => new { t.Region, t.Role, t.DueOn }).HasFilter("status = 'Open'");
        task.HasIndex(t => new { t.CompletedById, t.CompletedAt });
        task.HasIndex(t => new { t.AssigneeId, t.CompletedAt }).HasFilter("status = 'Done'");
    }

    public void Configure(EntityTypeBuilder<GuestLink> link)
    {
        link.ToTable("guest_links");
        link.Property(l => l.Id).ValueGeneratedNever();
        link.Property(l => l.Name).HasMaxLength(200);
        link.Property(l => l.Email).HasMaxLength(320);
        link.Property(l => l.Language).HasMaxLength(2);
        link.Property(l => l.TokenHash).HasMaxLength(64);
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasIndex(l => l.TaskId);
    }

    public void Configure(EntityTypeBuilder<TaskReminder> reminder)
    {
        reminder.ToTable("task_reminders");
        reminder.Property(r => r.Id).ValueGeneratedNever();
        reminder.HasIndex(r => new { r.TaskId, r.Kind }).IsUnique();
        reminder.HasIndex(r => r.DueAt).HasFilter("status = 'Planned'");
    }
}
