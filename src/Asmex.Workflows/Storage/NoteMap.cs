using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Notes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class NoteMap : IEntityTypeConfiguration<FirmNote>
{
    public void Configure(EntityTypeBuilder<FirmNote> note)
    {
        note.ToTable("firm_notes");
        note.Property(n => n.Id).ValueGeneratedNever();
        note.Property(n => n.Region).HasMaxLength(5);
        note.Property(n => n.Text).HasMaxLength(FirmNote.Longest);
        note.Property(n => n.Whom).HasMaxLength(200);
        note.Property(n => n.ByName).HasMaxLength(200);
        note.HasOne<Firm>().WithMany().HasForeignKey(n => n.FirmId);
        note.HasIndex(n => new { n.FirmId, n.On });
    }
}
