using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

/// <summary>Notes what a transaction writes of money, requests, decisions, policies and rights; with its commit the notes become links of the chain.</summary>
internal sealed class AuditTrail : SaveChangesInterceptor
{
    /// <summary>The note of a row that was taken out.</summary>
    public const string Removed = "{}";

    // What is counted by guarded updates follows from the ledger; days are counted again whenever the calendar changes.
    private static readonly Dictionary<Type, HashSet<string>> _unnoted = new()
    {
        [typeof(Movement)] = [],
        [typeof(Decision)] = [],
        [typeof(PolicyVersion)] = [],
        [typeof(YearEnd)] = [],
        [typeof(Appointment)] = [],
        [typeof(Absence)] = [],
        [typeof(Commitment)] = [nameof(Commitment.Amount), nameof(Commitment.Left)],
        [typeof(Approval)] =
        [
            nameof(Approval.Level), nameof(Approval.Version), nameof(Approval.Due), nameof(Approval.DueOn), nameof(Approval.CalendarVersion), nameof(Approval.Escalation), nameof(Approval.EscalateOn),
        ],
    };

    // What people wrote is in the chain by its hash only: an erasure may have to take words out of the rows, and cannot out of the chain.
    private static readonly HashSet<string> _typed =
        [nameof(Movement.Reason), nameof(Movement.Supplier), nameof(Movement.Partner), nameof(Decision.Seen), nameof(YearEnd.Remarks), nameof(Commitment.Purpose), nameof(Approval.Subject)];

    public static AuditTrail Instance { get; } = new();

    public static bool IsChained(Type entity) => _unnoted.ContainsKey(entity);

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is WorkflowsDbContext { Writing: { } writing } db)
        {
            foreach (var entry in db.ChangeTracker.Entries().Where(IsNoted).ToList())
            {
                writing.Note(entry.State == EntityState.Deleted ? NoteOf(entry) with { Payload = Removed } : NoteOf(entry));
            }
        }

        return ValueTask.FromResult(result);
    }

    /// <summary>Everything of a row that is stored, written always in the same way.</summary>
    public static AuditNote NoteOf(EntityEntry entry)
    {
        var values = new JsonObject();
        foreach (var property in entry.Properties.Where(IsNoted).OrderBy(p => p.Metadata.Name, StringComparer.Ordinal))
        {
            var said = Said(property.CurrentValue);
            values[property.Metadata.Name] = said is not null && IsTyped(property) ? "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said))) : said;
        }

        var key = string.Join(' ', entry.Metadata.FindPrimaryKey()!.Properties.Select(p => Convert.ToString(entry.Property(p.Name).CurrentValue, CultureInfo.InvariantCulture)));
        return new AuditNote(entry.Metadata.ClrType.Name, key, values.ToJsonString(StoredJson.Options));
    }

    /// <summary>Of these rows those that stand as the chain says; another is not to become sound by being written again.</summary>
    public static async Task<List<EntityEntry>> SoundAsync(WorkflowsDbContext db, Type entity, IEnumerable<Guid> ids, CancellationToken cancellation)
    {
        var sound = new List<EntityEntry>();
        foreach (var id in ids)
        {
            var key = id.ToString();
            var payload = await db.Set<AuditRow>().Where(r => r.Kind == entity.Name && r.Key == key).OrderByDescending(r => r.Number).Select(r => r.Payload).FirstOrDefaultAsync(cancellation);
            if (payload is not null && await db.FindAsync(entity, [id], cancellation) is { } row && NoteOf(db.Entry(row)).Payload == payload)
            {
                sound.Add(db.Entry(row));
            }
        }

        return sound;
    }

    /// <summary>Writes rows into the chain as they stand now, after a statement changed them.</summary>
    public static async Task NoteAgainAsync(WorkflowsDbContext db, IEnumerable<EntityEntry> rows, CancellationToken cancellation)
    {
        foreach (var row in rows)
        {
            await row.ReloadAsync(cancellation);
            db.Writing!.Note(NoteOf(row));
        }
    }

    private static bool IsNoted(PropertyEntry property) => property.EntityEntry.Entity is Person
        ? property.Metadata.Name is nameof(Person.Name) or nameof(Person.SuspendedAt)
        : !_unnoted[property.EntityEntry.Metadata.ClrType].Contains(property.Metadata.Name);

    private static bool IsTyped(PropertyEntry property) => _typed.Contains(property.Metadata.Name) && PersonTables.Searched.Contains(property.EntityEntry.Metadata.ClrType);

    private static bool IsNoted(EntityEntry entry) => entry.Entity switch
    {
        Movement or Decision or PolicyVersion or Commitment => entry.State == EntityState.Added,
        YearEnd or Appointment or Absence => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted,
        Person => entry.State == EntityState.Added || (entry.State == EntityState.Modified && entry.Property(nameof(Person.SuspendedAt)).IsModified),
        Approval => entry.State == EntityState.Added || (entry.State == EntityState.Modified && entry.Properties.Any(p => p.IsModified && IsNoted(p))),
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
