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

    /// <summary>Holds the row that <paramref name="find"/> names, and still names once it is held. A row that is no longer it is let go before the next
    /// is waited for, so that nobody waits here for somebody who wants a row held in vain.</summary>
    public static async Task<Guid> HoldFoundAsync<T>(this WorkflowsDbContext db, Func<Task<Guid>> find, CancellationToken cancellation)
        where T : class
    {
        var id = await find();
        while (db is PostgresDbContext)
        {
            await db.Database.ExecuteSqlRawAsync("SAVEPOINT found", cancellation);
            await db.HoldAsync<T>(id, cancellation);
            var held = id;
            id = await find();
            if (id == held)
            {
                break;
            }

            await db.Database.ExecuteSqlRawAsync("ROLLBACK TO SAVEPOINT found", cancellation);
        }

        return id;
    }

    /// <summary>The same for many, always in the same order, so that two who hold some of the same rows do not wait for each other.</summary>
    public static async Task HoldAllAsync<T>(this WorkflowsDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
        where T : class
    {
        if (db is PostgresDbContext && ids.Count > 0)
        {
            var table = db.Model.FindEntityType(typeof(T))!.GetTableName();
            var hold = $"SELECT 1 FROM {table} WHERE id = ANY ({{0}}) ORDER BY id FOR UPDATE";
            await db.Database.ExecuteSqlRawAsync(hold, [ids.ToArray()], cancellation);
        }
    }

    /// <summary>Waits for who holds a name alone, and keeps the next such one waiting; many may do so beside each other.</summary>
    public static async Task ShareNameAsync(this WorkflowsDbContext db, string name, CancellationToken cancellation)
    {
        if (db is PostgresDbContext)
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared(hashtextextended({name}, 0))", cancellation);
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
