using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Receiving;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>What became of a round, counted by the database.</summary>
/// <param name="Letters">The first letters, by their state.</param>
/// <param name="Delivered">Of those sent, the ones of which a report or an answer says that they arrived.</param>
public sealed record RoundFigures(IReadOnlyDictionary<LetterState, int> Letters, int Invited, int Delivered, IReadOnlyDictionary<Reply, int> Replies, int Coming, int OptedOut)
{
    public int Answered => Replies.Values.Sum();

    public int Sent => Letters.GetValueOrDefault(LetterState.Sent);
    public int Unknown => Letters.GetValueOrDefault(LetterState.Unknown);
    public int Bounced => Letters.GetValueOrDefault(LetterState.Bounced) + Letters.GetValueOrDefault(LetterState.Rejected);
    public int Open => Count(LetterState.Held, LetterState.Ready, LetterState.Claimed, LetterState.Handed, LetterState.Deferred);
    public int NotSent => Count(LetterState.Withheld, LetterState.Cancelled);

    public static async Task<RoundFigures> OfAsync(WorkflowsDbContext db, Guid roundId, CancellationToken cancellation)
    {
        var invitations = db.Set<Invitation>().Where(i => i.RoundId == roundId);
        var letters = FirstLetters(db, roundId);
        var arrived = letters.Where(l => l.State == LetterState.Sent && (db.Set<ReceivedMail>().Any(m => m.LetterId == l.Id && _arrivals.Contains(m.Kind))
            || invitations.Any(i => i.Id == l.InvitationId && i.Reply != null)));
        return new RoundFigures(
            await letters.GroupBy(l => l.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation),
            await invitations.CountAsync(i => i.State != InvitationState.Cancelled, cancellation),
            await arrived.CountAsync(cancellation),
            await invitations.Where(i => i.Reply != null).GroupBy(i => i.Reply!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation),
            await invitations.CountAsync(i => i.Reply == Reply.Yes && (i.Place == null || i.Place == PlaceState.Held), cancellation),
            await invitations.CountAsync(i => i.State == InvitationState.OptedOut, cancellation));
    }

    /// <summary>The letters that opened the round to each firm, without reminders and confirmations.</summary>
    public static IQueryable<Letter> FirstLetters(WorkflowsDbContext db, Guid roundId) => db.Letters.Where(l => l.Kind == LetterKind.Outreach && l.CauseKey.StartsWith("invitation:")
        && db.Set<Invitation>().Any(i => i.Id == l.InvitationId && i.RoundId == roundId));

    private static readonly MailKind[] _arrivals = [MailKind.Delivery, MailKind.Receipt, MailKind.Reply, MailKind.AutoReply, MailKind.CalendarReply];

    private int Count(params LetterState[] states) => states.Sum(s => Letters.GetValueOrDefault(s));
}
