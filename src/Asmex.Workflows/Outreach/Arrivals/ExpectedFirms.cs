using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach.Arrivals;

/// <summary>Finds who stands at the entrance.</summary>
public static class ExpectedFirms
{
    public const int MostFound = 20;

    /// <summary>The round of a code from a letter; null when it is none.</summary>
    public static async Task<Guid?> RoundOfCodeAsync(this WorkflowsDbContext db, string? code, CancellationToken cancellation) =>
        ShortCode.HashOf(code) is { } hash
            ? await db.Set<ShortCode>().Where(c => c.CodeHash == hash && c.Use == ShortCodeUse.Arrival)
                .Join(db.Set<Invitation>(), c => c.InvitationId, i => i.Id, (_, i) => (Guid?)i.RoundId).SingleOrDefaultAsync(cancellation)
            : null;

    /// <summary>By a code, else by a part of a firm's or a person's name, whatever its accents; those that come first.</summary>
    public static async Task<IReadOnlyList<Invitation>> AtEntranceAsync(this WorkflowsDbContext db, Guid roundId, string? typed, CancellationToken cancellation)
    {
        var invited = db.Set<Invitation>().AsNoTracking().Where(i => i.RoundId == roundId);
        if (ShortCode.HashOf(typed) is { } hash && await db.Set<ShortCode>().Where(c => c.CodeHash == hash && c.Use == ShortCodeUse.Arrival).Select(c => (Guid?)c.InvitationId).SingleOrDefaultAsync(cancellation) is { } coded)
        {
            return await invited.Where(i => i.Id == coded).ToListAsync(cancellation);
        }

        var words = SearchText.Of(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var all = await invited.ToListAsync(cancellation);
        return [.. all.Where(i => words.All(Names(i).Contains)).OrderBy(i => i.ArrivedAt is not null).ThenByDescending(i => i.Comes).ThenBy(i => i.FirmName, StringComparer.Ordinal).Take(MostFound)];
    }

    private static string Names(Invitation invitation) => SearchText.Of($"{invitation.FirmName} {invitation.ContactName} {string.Join(' ', invitation.Participants.Select(p => p.Name))}");
}
