using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Imports.Committing;

/// <summary>One node at a time works on an import; each transaction proves that it still is the one.</summary>
internal static class Claims
{
    private static readonly TimeSpan _hold = TimeSpan.FromMinutes(2);

    /// <summary>Takes or keeps the import, if nobody else has taken it since it was read.</summary>
    public static async Task<bool> HoldAsync(this WorkflowsDbContext db, FirmImport import, DateTimeOffset now, CancellationToken cancellation, int done = 0)
    {
        var (id, before, until) = (import.Id, import.ClaimedUntil, Micro(now + _hold));
        var held = await db.Set<FirmImport>().Where(i => i.Id == id && i.ClaimedUntil == before && i.State == import.State)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.ClaimedUntil, until).SetProperty(i => i.Done, i => i.Done + done), cancellation);
        if (held == 1)
        {
            import.Progress(done, until);
        }

        return held == 1;
    }

    /// <summary>The import as it stands, to end its work in this transaction; null when another node has it.</summary>
    public static async Task<FirmImport?> HeldAsync(this WorkflowsDbContext db, FirmImport import, CancellationToken cancellation)
    {
        var (id, until) = (import.Id, import.ClaimedUntil);
        return await db.Set<FirmImport>().SingleOrDefaultAsync(i => i.Id == id && i.ClaimedUntil == until && i.State == import.State, cancellation);
    }

    // PostgreSQL keeps microseconds: a finer time would not be found again.
    private static DateTimeOffset Micro(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond), time.Offset);
}
