using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Storage;

/// <summary>Table and column names that a person can type in a console.</summary>
internal static class SnakeCase
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table)
            {
                entity.SetTableName(Of(table));
            }

            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Of(property.GetColumnName()));
            }

            // The key of an entity in two tables is called after each of them.
            foreach (var key in entity.GetMappingFragments().Any() ? [] : entity.GetKeys())
            {
                key.SetName(Of(key.GetName()!));
            }

            foreach (var key in entity.GetForeignKeys())
            {
                key.SetConstraintName(Of(key.GetConstraintName()!));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(Of(index.GetDatabaseName()!));
            }
        }
    }

    private static string Of(string name)
    {
        var written = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                written.Append('_');
            }

            written.Append(char.ToLowerInvariant(name[i]));
        }

        return written.ToString();
    }
}
