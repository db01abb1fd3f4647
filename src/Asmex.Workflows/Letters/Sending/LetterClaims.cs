using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Letters.Sending;

/// <summary>How letters move from state to state: each move is one guarded statement. A claim is (worker, attempt), and every later move names it.</summary>
public sealed class LetterClaims(WorkflowsDbContext db, IOptions<MailOptions> options, TimeProvider clock)
{
    // Who holds the claim knows better than the sweep that gave it up for unknown.
    private static readonly LetterState[] _held = [LetterState.Claimed, LetterState.Handed, LetterState.Unknown];

    private readonly MailOptions _mail = options.Value;

    /// <summary>Takes what is due for one worker, after putting right what dead senders left.</summary>
    public async Task<IReadOnlyList<Letter>> ClaimAsync(string worker, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await TidyAsync(now, cancellation);
        var ids = await DueAsync(now, cancellation);
        var lease = now + _mail.Lease;
        await db.Letters.Where(l => ids.Contains(l.Id)).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Claimed)
            .SetProperty(l => l.Worker, worker)
            .SetProperty(l => l.LeaseUntil, lease)
            .SetProperty(l => l.Attempts, l => l.Attempts + 1), cancellation);
        var letters = await db.Letters.AsNoTracking().Where(l => ids.Contains(l.Id)).OrderBy(l => l.DueAt).ThenBy(l => l.Id).ToListAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return letters;
    }

    /// <summary>Extends the lease before an attempt, so that the claim outlives it; false when another sender has the letter.</summary>
    public async Task<bool> RenewAsync(Letter letter, CancellationToken cancellation)
    {
        var lease = clock.GetUtcNow() + _mail.Lease;
        return letter.LeaseUntil - clock.GetUtcNow() > _mail.Patience * 2
            || await MoveAsync(letter, [LetterState.Claimed], set => set.SetProperty(l => l.LeaseUntil, lease), cancellation);
    }

    /// <summary>Writes down, at once and for good, that the content is about to leave.</summary>
    /// <exception cref="ClaimLostException">Another sender has the letter.</exception>
    public void Hand(Letter letter)
    {
        // MailKit's protocol logger is synchronous, and nothing may be sent before this is on disk.
        var now = clock.GetUtcNow();
        var lease = now + _mail.Lease;
        var isOurs = MoveAsync(letter, [LetterState.Claimed], set => set
            .SetProperty(l => l.State, LetterState.Handed)
            .SetProperty(l => l.HandedAt, now)
            .SetProperty(l => l.LeaseUntil, lease), CancellationToken.None).GetAwaiter().GetResult();
        if (!isOurs)
        {
            throw new ClaimLostException();
        }
    }

    /// <summary>The end of the letter.</summary>
    public Task SettleAsync(Letter letter, LetterState end, string reply)
    {
        var now = clock.GetUtcNow();
        return MoveAsync(letter, _held, set => set
            .SetProperty(l => l.State, end)
            .SetProperty(l => l.SettledAt, now)
            .SetProperty(l => l.LeaseUntil, (DateTimeOffset?)null)
            .SetProperty(l => l.Reply, Short(reply)), CancellationToken.None);
    }

    /// <summary>Another attempt later.</summary>
    public Task DeferAsync(Letter letter, DateTimeOffset next, string reply) => MoveAsync(letter, _held, set => set
        .SetProperty(l => l.State, LetterState.Deferred)
        .SetProperty(l => l.DueAt, next)
        .SetProperty(l => l.HandedAt, (DateTimeOffset?)null)
        .SetProperty(l => l.LeaseUntil, (DateTimeOffset?)null)
        .SetProperty(l => l.Reply, Short(reply)), CancellationToken.None);

    /// <summary>Gives back the claims that a worker did not use: no attempt was made.</summary>
    public async Task ReleaseAsync(string worker, DateTimeOffset due)
    {
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        await db.Letters.Where(l => l.Worker == worker && l.State == LetterState.Claimed).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Ready)
            .SetProperty(l => l.DueAt, due)
            .SetProperty(l => l.Attempts, l => l.Attempts - 1)
            .SetProperty(l => l.LeaseUntil, (DateTimeOffset?)null), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static string Short(string reply) => reply.Length <= 1000 ? reply : reply[..1000];

    private async Task<bool> MoveAsync(Letter letter, LetterState[] from, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Letter>> set, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var moved = await db.Letters
            .Where(l => l.Id == letter.Id && l.Worker == letter.Worker && l.Attempts == letter.Attempts)
            .Where(l => from.Contains(l.State))
            .ExecuteUpdateAsync(set, cancellation);
        await transaction.CommitAsync(cancellation);
        return moved == 1;
    }

    private async Task TidyAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await db.Letters.Where(l => l.State == LetterState.Claimed && l.LeaseUntil < now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Ready), cancellation);
        await db.Letters.Where(l => l.State == LetterState.Handed && l.LeaseUntil < now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Unknown).SetProperty(l => l.SettledAt, now)
                .SetProperty(l => l.Reply, "The sender ended while the server was taking it."), cancellation);
        await db.Letters.Where(l => (l.State == LetterState.Ready || l.State == LetterState.Deferred) && l.DueAt <= now && l.GiveUpAt < now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Withheld).SetProperty(l => l.SettledAt, now)
                .SetProperty(l => l.Reply, l => "Too late. " + (l.Reply ?? "")), cancellation);
    }

    private async Task<List<Guid>> DueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var most = _mail.Batch;
        if (db is PostgresDbContext)
        {
            return await db.Database.SqlQuery<Guid>($"""
                select id as "Value" from letters
                where state in ('Ready', 'Deferred') and due_at <= {now.UtcDateTime}
                order by due_at, id limit {most} for update skip locked
                """).ToListAsync(cancellation);
        }

        return await db.Letters.Where(l => (l.State == LetterState.Ready || l.State == LetterState.Deferred) && l.DueAt <= now)
            .OrderBy(l => l.DueAt).ThenBy(l => l.Id).Select(l => l.Id).Take(most).ToListAsync(cancellation);
    }
}
