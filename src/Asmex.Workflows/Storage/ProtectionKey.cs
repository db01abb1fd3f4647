using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

/// <summary>A key that signs cookies and links, kept in the database so that a restart or another node accepts them.</summary>
public sealed class ProtectionKey(string name, string xml)
{
    public string Name { get; private init; } = name;
    public string Xml { get; private init; } = xml;
}

internal sealed class ProtectionKeyMap : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> key)
    {
        key.ToTable("protection_keys");
        key.HasKey(k => k.Name);
        key.Property(k => k.Name).HasMaxLength(200);
    }
}
