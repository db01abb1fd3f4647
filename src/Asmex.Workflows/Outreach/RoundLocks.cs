using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>Two nodes that sweep at once take a round one after the other.</summary>
internal static class RoundLocks
{
    /// <remarks>On SQLite the transaction of a verb is alone already.</remarks>
    public static async Task LockAsync(this WorkflowsDbContext db, InvitationRound round, CancellationToken cancellation)
    {
        if (db is PostgresDbContext)
        {
            await db.Database.ExecuteSqlAsync($"select 1 from invitation_rounds where id = {round.Id} for update", cancellation);
        }
    }
}
