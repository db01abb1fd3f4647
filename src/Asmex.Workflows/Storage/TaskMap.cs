using Asmex.Workflows.Calendars;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class TaskMap : IEntityTypeConfiguration<PlanTask>, IEntityTypeConfiguration<GuestLink>, IEntityTypeConfiguration<SavedList>,
    IEntityTypeConfiguration<TaskComment>, IEntityTypeConfiguration<TaskCheck>
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
        task.Property(t => t.MadeBy).HasMaxLength(200);
        task.Property(t => t.CompletedBy).HasMaxLength(200);
        task.Property(t => t.CompletedFor).HasMaxLength(200);
        task.Property(t => t.RemarksBy).HasMaxLength(200);
        task.Property(t => t.Outcome).HasMaxLength(100);
        task.Property(t => t.Form).HasConversion<JsonConverter<IReadOnlyList<FormField>>, ListComparer<FormField>>();
        task.Property(t => t.Outcomes).HasConversion<JsonConverter<IReadOnlyList<TaskOutcome>>, ListComparer<TaskOutcome>>();
        task.Property(t => t.Due).HasConversion<JsonConverter<DateRule>>();
        task.Property(t => t.DraftSavedBy).HasMaxLength(200);
        task.Property(t => t.ReturnedBy).HasMaxLength(200);
        task.Property(t => t.Priority).HasConversion<int>();
        task.Property(t => t.SearchWords).HasMaxLength(TaskWords.Longest);
        task.Property(t => t.Version).IsConcurrencyToken();
        task.HasIndex(t => t.ExecutionId).IsUnique();
        task.HasIndex(t => t.InstanceId);
        task.HasIndex(t => t.PlanId);
        task.HasIndex(t => t.ActionId);
        // Each list of the inbox walks one of these in its order, without the wide rows behind it.
        task.HasIndex(t => new { t.DueOn, t.Id, t.Region, t.Role, t.AssigneeId, t.DoerId, t.Priority, t.OpenedAt, t.FollowUpOn, t.SearchWords }).HasFilter("status = 'Open'");
        task.HasIndex(t => new { t.DoerId, t.DueOn, t.Id, t.Region, t.Priority, t.OpenedAt, t.FollowUpOn, t.PlanId, t.ActionId, t.SearchWords }).HasFilter("status = 'Open'");
        task.HasIndex(t => new { t.Region, t.DueOn, t.Id }).HasFilter("status = 'Open'");
        task.HasIndex(t => new { t.OpenedAt, t.Id, t.Region }).IsDescending(true, false, false).HasFilter("status = 'Open'");
        task.HasIndex(t => new { t.Role, t.Region, t.DueOn, t.Id, t.AssigneeId, t.SearchWords }).HasFilter("status = 'Open' AND assignee_id IS NULL");
        task.HasIndex(t => new { t.AssigneeId, t.DueOn }).HasFilter("status = 'Open' AND entrusted_id IS NOT NULL");
        task.HasIndex(t => new { t.DoerId, t.CompletedAt, t.Id }).HasFilter("status = 'Done'");
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

    public void Configure(EntityTypeBuilder<SavedList> list)
    {
        list.ToTable("saved_lists");
        list.Property(l => l.Id).ValueGeneratedNever();
        list.Property(l => l.Name).HasMaxLength(SavedList.LongestName);
        list.Property(l => l.Query).HasMaxLength(SavedList.LongestQuery);
        list.HasIndex(l => new { l.PersonId, l.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<TaskComment> comment)
    {
        comment.ToTable("task_comments");
        comment.Property(c => c.Id).ValueGeneratedNever();
        comment.Property(c => c.Text).HasMaxLength(TaskComment.Longest);
        comment.Property(c => c.AuthorName).HasMaxLength(200);
        comment.Property(c => c.Mentioned).HasConversion<JsonConverter<IReadOnlyList<Guid>>, ListComparer<Guid>>();
        comment.HasIndex(c => new { c.TaskId, c.At });
    }

    public void Configure(EntityTypeBuilder<TaskCheck> check)
    {
        check.ToTable("task_checks");
        check.Property(c => c.Id).ValueGeneratedNever();
        check.Property(c => c.DoneBy).HasMaxLength(200);
        check.HasIndex(c => c.TaskId);
    }
}
