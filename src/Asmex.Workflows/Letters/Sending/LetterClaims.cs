using Asmex.Workflows.Letters.Pacing;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Letters.Sending;

/// <summary>How letters move from state to state: each move is one guarded statement. A claim is a worker's, whose name is never used again, and every later move names it.</summary>
public sealed class LetterClaims(WorkflowsDbContext db, MailPace pace, DeadAddresses dead, IOptions<MailOptions> options, TimeProvider clock)
{
    // Who holds the claim knows better than the sweep that gave it up for unknown. The state is no column to search by here, or the planner takes the
    // index of all that is claimed instead of the few ids.
    private const string Ours = "state || '' IN ('Claimed', 'Handed', 'Unknown')";

    private const int LongestReply = 1000;

    private readonly MailOptions _mail = options.Value;

    /// <summary>Takes what is due and what the pace allows for one worker, after putting right what dead senders left. What has to wait is not touched.</summary>
    internal async Task<Claim> ClaimAsync(string worker, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var relay = await pace.HoldAsync(now, cancellation);
        await TidyAsync(now, cancellation);
        var due = await DueAsync(relay, now, cancellation);
        foreach (var lane in due.CountBy(d => d.Lane))
        {
            relay.Take(lane.Key, lane.Value);
        }

        var ids = due.ConvertAll(d => d.Id);
        var lease = now + _mail.Lease;
        await db.SaveChangesAsync(cancellation);
        var letters = ids.Count == 0 ? [] : await TakeAsync(ids, worker, lease, cancellation);
        await transaction.CommitAsync(cancellation);

        // Others take from the same buckets meanwhile: what was read here must not be written back later.
        db.ChangeTracker.Clear();
        return new Claim(letters, relay);
    }

    /// <summary>Writes many moves of a worker's letters with one commit.</summary>
    /// <param name="hands">Letters whose content is about to leave: from here on a lost connection says nothing.</param>
    /// <param name="ends">Letters that ended, or are tried again later.</param>
    /// <returns>Of <paramref name="hands"/> those that another sender has.</returns>
    internal async Task<IReadOnlySet<Guid>> MoveAsync(string worker, IReadOnlyList<LetterMove> hands, IReadOnlyList<LetterMove> ends)
    {
        if (hands.Count + ends.Count == 0)
        {
            return new HashSet<Guid>();
        }

        var now = clock.GetUtcNow();
        db.ChangeTracker.Clear();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        foreach (var end in ends.Where(e => e.DueAt is not null))
        {
            transaction.Add(DeferredOf(end, worker));
        }

        if (ends.Where(e => e.DueAt is null).ToList() is { Count: > 0 } settled)
        {
            transaction.Add(SettledOf(settled, worker, now));
        }

        foreach (var end in ends.Where(e => e.IsDead))
        {
            await dead.WithinAsync(end.Letter, end.Reply, CancellationToken.None);
            await db.SaveChangesAsync();
        }

        // All of them in one round trip to the server: as many letters as there are connections wait for its end.
        var handing = hands.Count == 0 ? null : HandedOf(hands, worker, now, now + _mail.Lease);
        if (handing is not null)
        {
            transaction.Add(handing);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return handing is null || handing.Changed == hands.Count ? new HashSet<Guid>() : await LostAsync([.. hands.Select(h => h.Letter.Id)], worker);
    }

    /// <summary>Gives back the claims that a worker did not use: no attempt was made.</summary>
    /// <returns>How many of each lane.</returns>
    internal async Task<IReadOnlyDictionary<string, int>> ReleaseAsync(string worker, DateTimeOffset due)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        var unused = db.Letters.Where(l => l.Worker == worker && l.State == LetterState.Claimed);
        var lanes = await unused.GroupBy(l => l.Lane).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        await unused.ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Ready)
            .SetProperty(l => l.DueAt, due)
            .SetProperty(l => l.Attempts, l => l.Attempts - 1)
            .SetProperty(l => l.LeaseUntil, (DateTimeOffset?)null), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return lanes;
    }

    private static string Short(string reply) => reply.Length <= LongestReply ? reply : reply[..LongestReply];

    private static Statement DeferredOf(LetterMove end, string worker) =>
        new Statement($"UPDATE letter_states SET state = 'Deferred', reply = $1, due_at = $2, handed_at = NULL, lease_until = NULL WHERE id = $3 AND worker = $4 AND {Ours}")
            .Text(Short(end.Reply)).At(end.DueAt).Key(end.Letter.Id).Text(worker);

    private static Statement SettledOf(List<LetterMove> ends, string worker, DateTimeOffset now)
    {
        var rows = string.Join(", ", Enumerable.Range(0, ends.Count).Select(i => $"(${3 * i + 3}, ${3 * i + 4}, ${3 * i + 5})"));
        var statement = new Statement($"""
            UPDATE letter_states SET state = ends.column2, reply = ends.column3, settled_at = $1, lease_until = NULL FROM (VALUES {rows}) AS ends
            WHERE id = ends.column1 AND worker = $2 AND {Ours}
            """).At(now).Text(worker);
        ends.ForEach(end => statement.Key(end.Letter.Id).Text(end.To.ToString()).Text(Short(end.Reply)));
        return statement;
    }

    private static Statement HandedOf(IReadOnlyList<LetterMove> hands, string worker, DateTimeOffset now, DateTimeOffset lease)
    {
        var ids = string.Join(", ", Enumerable.Range(0, hands.Count).Select(i => $"${i + 4}"));
        var statement = new Statement($"UPDATE letter_states SET state = 'Handed', handed_at = $1, lease_until = $2 WHERE id IN ({ids}) AND worker = $3 AND state || '' = 'Claimed'")
            .At(now).At(lease).Text(worker);
        return hands.Aggregate(statement, (made, hand) => made.Key(hand.Letter.Id));
    }

    private async Task<HashSet<Guid>> LostAsync(List<Guid> ids, string worker)
    {
        var ours = await db.Letters.Where(l => ids.Contains(l.Id) && l.Worker == worker && l.State == LetterState.Handed).Select(l => l.Id).ToListAsync();
        return [.. ids.Except(ours)];
    }

    private async Task<List<Letter>> TakeAsync(List<Guid> ids, string worker, DateTimeOffset lease, CancellationToken cancellation)
    {
        await db.Letters.Where(l => ids.Contains(l.Id)).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Claimed)
            .SetProperty(l => l.Worker, worker)
            .SetProperty(l => l.LeaseUntil, lease)
            .SetProperty(l => l.Attempts, l => l.Attempts + 1), cancellation);
        return await db.Letters.AsNoTracking().Where(l => ids.Contains(l.Id)).OrderBy(l => l.Rank).ThenBy(l => l.DueAt).ThenBy(l => l.Id).ToListAsync(cancellation);
    }

    private async Task TidyAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await db.Letters.Where(l => l.State == LetterState.Claimed && l.LeaseUntil < now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Ready), cancellation);
        await db.Letters.Where(l => l.State == LetterState.Handed && l.LeaseUntil < now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Unknown).SetProperty(l => l.SettledAt, now)
                .SetProperty(l => l.Reply, "The sender ended while the server was taking it."), cancellation);
        await db.Letters.Where(l => (l.State == LetterState.Ready || l.State == LetterState.Deferred) && l.GiveUpAt < now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Withheld).SetProperty(l => l.SettledAt, now)
                .SetProperty(l => l.Reply, l => ("Too late. " + (l.Reply ?? "")).Substring(0, LongestReply)), cancellation);
    }

    /// <summary>The first of each lane that has room, then the first of all: those who wait for one lane do not hold up the others.</summary>
    private async Task<List<Due>> DueAsync(MailRelay relay, DateTimeOffset now, CancellationToken cancellation)
    {
        var room = Math.Min(_mail.Batch, relay.Bucket(MailLanes.Relay).Whole);
        var outreach = relay.OutreachLeft(pace.Options);

        // A paused relay carries only the letters by which the house itself learns of it.
        var last = relay.IsPaused ? LetterKind.Notice : outreach > 0 ? LetterKind.Outreach : LetterKind.Service;
        var found = new List<Due>();
        foreach (var lane in MailLanes.All)
        {
            var most = Math.Min(room, relay.Bucket(lane).Whole);
            if (most > 0)
            {
                found.AddRange(await DueAsync(lane, last, most, now, cancellation));
            }
        }

        var chosen = found.OrderBy(d => d.Rank).ThenBy(d => d.DueAt).ThenBy(d => d.Id).Take(room).ToList();
        outreach -= chosen.Count(d => d.Rank < (int)LetterKind.Outreach);
        return [.. chosen.Where(d => d.Rank < (int)LetterKind.Outreach || outreach-- > 0)];
    }

    private async Task<IEnumerable<Due>> DueAsync(string lane, LetterKind last, int most, DateTimeOffset now, CancellationToken cancellation)
    {
        var rank = (int)last;
        if (db is PostgresDbContext)
        {
            return await db.Database.SqlQuery<Due>($"""
                select id as "Id", lane as "Lane", rank as "Rank", due_at as "DueAt" from letter_states
                where state in ('Ready', 'Deferred') and lane = {lane} and rank <= {rank} and due_at <= {now.UtcDateTime}
                order by rank, due_at, id limit {most} for update skip locked
                """).ToListAsync(cancellation);
        }

        return (await db.Letters.Where(l => (l.State == LetterState.Ready || l.State == LetterState.Deferred) && l.Lane == lane && l.Rank <= rank && l.DueAt <= now)
            .OrderBy(l => l.Rank).ThenBy(l => l.DueAt).ThenBy(l => l.Id).Select(l => new { l.Id, l.Lane, l.Rank, l.DueAt }).Take(most).ToListAsync(cancellation))
            .Select(l => new Due(l.Id, l.Lane, l.Rank, l.DueAt.UtcDateTime));
    }

    private sealed record Due(Guid Id, string Lane, int Rank, DateTime DueAt);
}

/// <summary>What one worker holds, and how its way out stood when it took it.</summary>
internal sealed record Claim(IReadOnlyList<Letter> Letters, MailRelay Relay);
