using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class FirmMap : IEntityTypeConfiguration<Firm>, IEntityTypeConfiguration<Contact>, IEntityTypeConfiguration<ExportChange>
{
    public void Configure(EntityTypeBuilder<Firm> firm)
    {
        firm.ToTable("firms");
        firm.Property(f => f.Id).ValueGeneratedNever();
        firm.Property(f => f.Name).HasMaxLength(Firm.LongestName);
        firm.Property(f => f.ArabicName).HasMaxLength(Firm.LongestName);
        firm.Property(f => f.SearchKey).HasMaxLength(FirmWords.Longest);
        firm.Property(f => f.MatchKey).HasMaxLength(Firm.LongestName);
        firm.Property(f => f.Ice).HasMaxLength(15);
        firm.Property(f => f.IceCompany).HasMaxLength(9);
        firm.Property(f => f.TradeRegister).HasMaxLength(7);
        firm.Property(f => f.Court).HasMaxLength(100);
        firm.Property(f => f.TaxId).HasMaxLength(8);
        firm.Property(f => f.Cnss).HasMaxLength(7);
        firm.Property(f => f.Sector).HasMaxLength(30);
        firm.Property(f => f.Products).HasMaxLength(500);
        firm.Property(f => f.Region).HasMaxLength(5);
        firm.Property(f => f.Province).HasMaxLength(100);
        firm.Property(f => f.City).HasMaxLength(100);
        firm.Property(f => f.Address).HasMaxLength(300);
        firm.Property(f => f.Website).HasMaxLength(200);
        firm.Property(f => f.Phone).HasMaxLength(20);
        firm.Property(f => f.HsChapters).HasMaxLength(100);
        firm.Property(f => f.Markets).HasMaxLength(300);
        firm.Property(f => f.OtherPhones).HasMaxLength(200);
        firm.Property(f => f.Source).HasMaxLength(200);
        firm.Property(f => f.ChangedBy).HasMaxLength(200);
        firm.Property(f => f.Version).IsConcurrencyToken();
        firm.HasMany(f => f.Contacts).WithOne().HasForeignKey(c => c.FirmId);
        firm.HasMany(f => f.ExportChanges).WithOne().HasForeignKey(c => c.FirmId);
        // A file that was merged into another is no firm of its own; whoever wants it says so.
        firm.HasQueryFilter(f => f.MergedIntoId == null);
        firm.HasIndex(f => f.MergedIntoId);
        firm.HasIndex(f => f.IceCompany).IsUnique().HasFilter("merged_into_id IS NULL");
        firm.HasIndex(f => new { f.Region, f.Name });
        firm.HasIndex(f => new { f.Region, f.Sector });
        firm.HasIndex(f => f.Name);
        firm.HasIndex(f => f.MatchKey);
        firm.HasIndex(f => f.Phone);
    }

    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.ToTable("contacts");
        contact.Property(c => c.Id).ValueGeneratedNever();
        contact.Property(c => c.Name).HasMaxLength(200);
        contact.Property(c => c.ArabicName).HasMaxLength(200);
        contact.Property(c => c.Role).HasMaxLength(100);
        contact.Property(c => c.Language).HasMaxLength(2);
        contact.Property(c => c.Email).HasMaxLength(254);
        contact.Property(c => c.AddressHash).HasMaxLength(64);
        contact.Property(c => c.Domain).HasMaxLength(254);
        contact.Property(c => c.Phone).HasMaxLength(20);
        contact.Property(c => c.ConsentSource).HasMaxLength(300);
        contact.Property(c => c.ConsentText).HasMaxLength(1_000);
        contact.Property(c => c.OptOutSource).HasMaxLength(300);
        contact.Ignore(c => c.Consent);
        contact.HasIndex(c => c.FirmId);
        contact.HasIndex(c => c.AddressHash);
        contact.HasIndex(c => c.Domain);
    }

    public void Configure(EntityTypeBuilder<ExportChange> change)
    {
        change.ToTable("export_changes");
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Property(c => c.Evidence).HasMaxLength(1_000);
        change.Property(c => c.ByName).HasMaxLength(200);
        change.HasIndex(c => new { c.FirmId, c.On });
    }
}
