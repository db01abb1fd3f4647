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
}
