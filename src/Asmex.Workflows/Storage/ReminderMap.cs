using Asmex.Workflows.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class ReminderMap : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> reminder)
    {
        reminder.ToTable("reminders");
        reminder.Property(r => r.Id).ValueGeneratedNever();
        reminder.HasIndex(r => new { r.TaskId, r.Days, r.To }).IsUnique().HasFilter("task_id IS NOT NULL");
        reminder.HasIndex(r => new { r.ApprovalId, r.Days, r.To }).IsUnique().HasFilter("approval_id IS NOT NULL");
        reminder.HasIndex(r => r.DueAt).HasFilter("status = 'Planned'");
    }
}
