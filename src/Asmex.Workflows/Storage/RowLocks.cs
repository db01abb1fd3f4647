using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Storage;

/// <summary>Holds a row until the transaction of a verb ends, so that what the verb reads about it stays so.</summary>
internal static class RowLocks
{
    /// <summary>Waits for whoever holds the row; on SQLite a verb is alone already.</summary>
    public static async Task HoldAsync<T>(this WorkflowsDbContext db, Guid id, CancellationToken cancellation)
        where T : class
    {
        if (db is PostgresDbContext)
        {
            var table = db.Model.FindEntityType(typeof(T))!.GetTableName();
            var hold = $"SELECT 1 FROM {table} WHERE id = {{0}} FOR UPDATE";
            await db.Database.ExecuteSqlRawAsync(hold, [id], cancellation);
        }
    }

    /// <summary>The same for something that has no row of its own, known by a name.</summary>
    public static async Task HoldNameAsync(this WorkflowsDbContext db, string name, CancellationToken cancellation)
    {
        if (db is PostgresDbContext)
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({name}, 0))", cancellation);
        }
    }
}
