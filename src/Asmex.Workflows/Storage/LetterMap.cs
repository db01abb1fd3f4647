using Asmex.Workflows.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class LetterMap : IEntityTypeConfiguration<Letter>
{
    public void Configure(EntityTypeBuilder<Letter> letter)
    {
        letter.ToTable("letters");

        // What changes on the way stands apart: each move writes few bytes, and no index but those of the way.
        letter.SplitToTable("letter_states", state =>
        {
            state.Property(l => l.Lane);
            state.Property(l => l.Rank);
            state.Property(l => l.DueAt);
            state.Property(l => l.GiveUpAt);
            state.Property(l => l.State);
            state.Property(l => l.Attempts);
            state.Property(l => l.Worker);
            state.Property(l => l.LeaseUntil);
            state.Property(l => l.HandedAt);
            state.Property(l => l.SettledAt);
            state.Property(l => l.Reply);
            state.Property(l => l.ResolvedById);
            state.Property(l => l.ResolvedBy);
            state.Property(l => l.ResolvedAt);
            state.Property(l => l.Resolution);
        });
        letter.Property(l => l.Id).ValueGeneratedNever();
        letter.Property(l => l.CauseKey).HasMaxLength(300);
        letter.Property(l => l.Template).HasMaxLength(60);
        letter.Property(l => l.EntryCode).HasMaxLength(20);
        letter.Property(l => l.Lane).HasMaxLength(20);
        letter.Property(l => l.Address).HasMaxLength(254);
        letter.Property(l => l.Name).HasMaxLength(80);
        letter.Property(l => l.Language).HasMaxLength(2);
        letter.Property(l => l.Subject).HasMaxLength(300);
        letter.Property(l => l.UnsubscribeUrl).HasMaxLength(500);
        letter.Property(l => l.Worker).HasMaxLength(100);
        letter.Property(l => l.Reply).HasMaxLength(1000);
        letter.Property(l => l.ResolvedBy).HasMaxLength(200);
        letter.Property(l => l.Resolution).HasMaxLength(Letter.LongestNote);
        letter.Ignore(l => l.NeedsAPerson);
        letter.HasIndex(l => l.CauseKey).IsUnique();

        // The sweep asks for a state and what is due in it.
        letter.HasIndex(l => new { l.State, l.DueAt });

        // What a sender takes next, in its order, and what becomes too late: both only of letters that wait.
        letter.HasIndex(l => new { l.Lane, l.Rank, l.DueAt }).HasFilter("state IN ('Ready', 'Deferred')");
        letter.HasIndex(l => l.GiveUpAt).HasFilter("state IN ('Ready', 'Deferred')");
        letter.HasIndex(l => l.FirmId);

        // How many letters of outreach each firm had lately.
        letter.HasIndex(l => new { l.Kind, l.NotBefore });
        letter.HasIndex(l => l.ActionId);
        letter.HasIndex(l => l.TaskId);
        letter.HasIndex(l => l.InvitationId);
    }
}
