using Asmex.Workflows.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class RunningMap : IEntityTypeConfiguration<WorkflowInstance>, IEntityTypeConfiguration<WaitingBookmark>,
    IEntityTypeConfiguration<JournalEntry>, IEntityTypeConfiguration<WorkflowIncident>, IEntityTypeConfiguration<KeptAnswer>, IEntityTypeConfiguration<StoredDefinition>
{
    public void Configure(EntityTypeBuilder<WorkflowInstance> instance)
    {
        instance.ToTable("workflow_instances");
        instance.HasKey(i => i.Id);
        instance.Property(i => i.Id).HasMaxLength(40);
        instance.Property(i => i.DefinitionId).HasMaxLength(100);
        instance.Property(i => i.ParentBookmarkId).HasMaxLength(60);
        instance.Property(i => i.Region).HasMaxLength(5);
        instance.Property(i => i.HeldBy).HasMaxLength(200);
        instance.HasIndex(i => i.PlanId);
        instance.HasIndex(i => i.ActionId);
        instance.HasIndex(i => new { i.DefinitionId, i.Status });
    }

    public void Configure(EntityTypeBuilder<WaitingBookmark> bookmark)
    {
        bookmark.ToTable("bookmarks");
        bookmark.HasKey(b => b.Id);
        bookmark.Property(b => b.Id).HasMaxLength(60);
        bookmark.Property(b => b.InstanceId).HasMaxLength(40);
        bookmark.Property(b => b.ActivityId).HasMaxLength(200);
        bookmark.HasIndex(b => b.InstanceId);
        bookmark.HasIndex(b => b.Stimulus).HasFilter("stimulus IS NOT NULL");
        bookmark.HasIndex(b => b.DueAt).HasFilter("due_at IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<JournalEntry> entry)
    {
        entry.ToTable("journal");
        entry.HasKey(e => new { e.InstanceId, e.Number });
        entry.Property(e => e.InstanceId).HasMaxLength(40);
        entry.Property(e => e.BookmarkId).HasMaxLength(60);
        entry.HasIndex(e => e.BookmarkId).IsUnique().HasFilter("bookmark_id IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<WorkflowIncident> incident)
    {
        incident.ToTable("incidents");
        incident.Property(i => i.Id).ValueGeneratedNever();
        incident.Property(i => i.InstanceId).HasMaxLength(40);
        incident.Property(i => i.BookmarkId).HasMaxLength(60);
        incident.HasIndex(i => i.InstanceId);
        incident.HasIndex(i => i.At).HasFilter("resolved_at IS NULL");
    }

    public void Configure(EntityTypeBuilder<KeptAnswer> answer)
    {
        answer.ToTable("kept_answers");
        answer.HasKey(k => k.BookmarkId);
        answer.Property(k => k.BookmarkId).HasMaxLength(60);
        answer.Property(k => k.InstanceId).HasMaxLength(40);
        answer.Property(k => k.ActorName).HasMaxLength(200);
        answer.Property(k => k.ActorLanguage).HasMaxLength(5);
        answer.HasIndex(k => k.InstanceId);
    }

    public void Configure(EntityTypeBuilder<StoredDefinition> definition)
    {
        definition.ToTable("workflow_definitions");
        definition.Property(d => d.Id).HasMaxLength(120);
        definition.Property(d => d.DefinitionId).HasMaxLength(100);
        definition.Property(d => d.Hash).HasMaxLength(64);
        definition.Property(d => d.File).HasMaxLength(260);
        definition.Property(d => d.ChangedBy).HasMaxLength(200);
        definition.Property(d => d.EditedIn).HasMaxLength(40);
        definition.HasIndex(d => new { d.DefinitionId, d.Version }).IsUnique();
    }
}
