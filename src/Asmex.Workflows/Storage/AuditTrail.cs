using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Asmex.Workflows.Storage;

/// <summary>Notes what a transaction writes of money, decisions, policies and rights; with its commit the notes become links of the chain.</summary>
internal sealed class AuditTrail : SaveChangesInterceptor
{
    public static AuditTrail Instance { get; } = new();

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is WorkflowsDbContext { Writing: { } writing } db)
        {
            foreach (var entry in db.ChangeTracker.Entries().Where(IsNoted).ToList())
            {
                writing.Note(NoteOf(entry));
            }
        }

        return ValueTask.FromResult(result);
    }

    /// <summary>Everything of a row that is stored, written always in the same way.</summary>
    public static AuditNote NoteOf(EntityEntry entry)
    {
        var values = new JsonObject();
        foreach (var property in entry.Properties.Where(p => entry.Entity is not Person || p.Metadata.Name is nameof(Person.Name) or nameof(Person.SuspendedAt)).OrderBy(p => p.Metadata.Name, StringComparer.Ordinal))
        {
            values[property.Metadata.Name] = Said(property.CurrentValue);
        }

        var key = string.Join(' ', entry.Metadata.FindPrimaryKey()!.Properties.Select(p => Convert.ToString(entry.Property(p.Name).CurrentValue, CultureInfo.InvariantCulture)));
        return new AuditNote(entry.Metadata.ClrType.Name, key, values.ToJsonString(StoredJson.Options));
    }

    private static bool IsNoted(EntityEntry entry) => entry.Entity switch
    {
        Movement or Decision or PolicyVersion => entry.State == EntityState.Added,
        YearEnd or Appointment => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted,
        Person => entry.State == EntityState.Added || (entry.State == EntityState.Modified && entry.Property(nameof(Person.SuspendedAt)).IsModified),
        _ => false,
    };

    // PostgreSQL keeps microseconds, and amounts with the two digits of their column.
    private static string? Said(object? value) => value switch
    {
        null => null,
        decimal amount => amount.ToString("0.00", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
        string text => text,
        _ => JsonSerializer.Serialize(value, StoredJson.Options),
    };
}
