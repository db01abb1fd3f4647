using Asmex.Workflows.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class LetterMap : IEntityTypeConfiguration<Letter>
{
    public void Configure(EntityTypeBuilder<Letter> letter)
    {
        letter.ToTable("letters");
        letter.Property(l => l.Id).ValueGeneratedNever();
        letter.Property(l => l.CauseKey).HasMaxLength(300);
        letter.Property(l => l.Template).HasMaxLength(60);
        letter.Property(l => l.Address).HasMaxLength(254);
        letter.Property(l => l.Name).HasMaxLength(80);
        letter.Property(l => l.Language).HasMaxLength(2);
        letter.Property(l => l.Subject).HasMaxLength(300);
        letter.Property(l => l.UnsubscribeUrl).HasMaxLength(500);
        letter.Property(l => l.Worker).HasMaxLength(100);
        letter.Property(l => l.Reply).HasMaxLength(1000);
        letter.Property(l => l.ResolvedBy).HasMaxLength(200);
        letter.Property(l => l.Resolution).HasMaxLength(1000);
        letter.Ignore(l => l.NeedsAPerson);
        letter.HasIndex(l => l.CauseKey).IsUnique();

        // The sweep asks for a state and what is due in it.
        letter.HasIndex(l => new { l.State, l.DueAt });
        letter.HasIndex(l => l.FirmId);
        letter.HasIndex(l => l.ActionId);
        letter.HasIndex(l => l.TaskId);
        letter.HasIndex(l => l.InvitationId);
    }
}
