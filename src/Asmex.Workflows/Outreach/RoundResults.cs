using Asmex.Workflows.Firms;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>How the firms of a round answered, by day, region and sector, and who was left out; each is one query.</summary>
public static class RoundResults
{
    /// <summary>Answers as they stand, by the day on which they were given.</summary>
    public static async Task<IReadOnlyList<AnswersOfDay>> AnswersByDayAsync(this WorkflowsDbContext db, Guid roundId, CancellationToken cancellation)
    {
        var answers = await db.Set<Invitation>().Where(i => i.RoundId == roundId && i.Reply != null).Select(i => new { i.AnsweredAt, i.Reply }).ToListAsync(cancellation);
        return [.. answers.GroupBy(a => Formats.Zone.DateOf(a.AnsweredAt!.Value)).OrderBy(g => g.Key)
            .Select(g => new AnswersOfDay(g.Key, g.Count(a => a.Reply == Reply.Yes), g.Count(a => a.Reply == Reply.Maybe), g.Count(a => a.Reply == Reply.No)))];
    }

    public static Task<List<AnswersOfGroup>> AnswersByRegionAsync(this WorkflowsDbContext db, Guid roundId, CancellationToken cancellation) =>
        Group(db.Set<Invitation>().Where(i => i.RoundId == roundId && i.State != InvitationState.Cancelled).Select(i => new Answered { Key = i.Region, Reply = i.Reply })).ToListAsync(cancellation);

    public static Task<List<AnswersOfGroup>> AnswersBySectorAsync(this WorkflowsDbContext db, Guid roundId, CancellationToken cancellation) =>
        Group(db.Set<Invitation>().Where(i => i.RoundId == roundId && i.State != InvitationState.Cancelled)
            .Join(db.Set<Firm>(), i => i.FirmId, f => f.Id, (i, f) => new Answered { Key = f.Sector, Reply = i.Reply })).ToListAsync(cancellation);

    public static Task<Dictionary<LeftOutReason, int>> LeftOutAsync(this WorkflowsDbContext db, Guid roundId, CancellationToken cancellation) =>
        db.Set<LeftOut>().Where(l => l.RoundId == roundId).GroupBy(l => l.Reason).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);

    private static IQueryable<AnswersOfGroup> Group(IQueryable<Answered> answers) => answers.GroupBy(a => a.Key)
        .Select(g => new AnswersOfGroup(g.Key, g.Count(), g.Count(a => a.Reply == Reply.Yes), g.Count(a => a.Reply == Reply.Maybe), g.Count(a => a.Reply == Reply.No)));

    private sealed class Answered
    {
        public string Key { get; init; } = "";
        public Reply? Reply { get; init; }
    }
}

public sealed record AnswersOfDay(DateOnly Day, int Yes, int Maybe, int No);

/// <param name="Key">The region's code, or the sector's key.</param>
public sealed record AnswersOfGroup(string Key, int Invited, int Yes, int Maybe, int No)
{
    public int Silent => Invited - Yes - Maybe - No;
}
