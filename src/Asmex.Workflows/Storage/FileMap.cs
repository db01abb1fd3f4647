using Asmex.Workflows.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class FileMap : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> file)
    {
        file.ToTable("files");
        file.Property(f => f.Id).ValueGeneratedNever();
        file.Property(f => f.Name).HasMaxLength(200);
        file.Property(f => f.ContentType).HasMaxLength(100);
        file.Property(f => f.Hash).HasMaxLength(64);
        file.Property(f => f.GivenBy).HasMaxLength(200);
        file.Property(f => f.Field).HasMaxLength(100);
        file.Property(f => f.Region).HasMaxLength(5);
        file.HasIndex(f => f.TaskId);
        file.HasIndex(f => f.InvitationId);
    }
}
