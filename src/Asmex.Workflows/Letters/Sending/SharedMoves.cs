using System.Threading.Channels;

namespace Asmex.Workflows.Letters.Sending;

/// <summary>The moves of one batch, for senders beside each other: those that come while a commit is under way share the next one.</summary>
internal sealed class SharedMoves(LetterClaims claims, OutreachObstacles obstacles, string worker, IReadOnlyList<Letter> letters, TimeProvider clock)
{
    private const string Elsewhere = "elsewhere";

    // What came between is looked for again while the batch is under way, so that an opt-out counts at once.
    private static readonly TimeSpan _trusted = TimeSpan.FromSeconds(1);

    private readonly Channel<LetterMove> _asked = Channel.CreateUnbounded<LetterMove>(new UnboundedChannelOptions { SingleReader = true });
    private IReadOnlyDictionary<Guid, Obstacle> _obstacles = new Dictionary<Guid, Obstacle>();
    private long _checkedAt;

    /// <summary>Why a letter must not go, as last seen.</summary>
    public Obstacle? ObstacleOf(Letter letter) => _obstacles.GetValueOrDefault(letter.Id);

    public async Task CheckAsync()
    {
        _obstacles = await obstacles.FindAsync(letters, CancellationToken.None);
        _checkedAt = clock.GetTimestamp();
    }

    /// <summary>Returns when it is on disk that the content of a letter is about to leave. Blocks its thread: MailKit calls it in the middle of a conversation.</summary>
    /// <exception cref="ClaimLostException">Another sender has the letter.</exception>
    /// <exception cref="ObstructedException">It must not go any more.</exception>
    public void Hand(Letter letter)
    {
        var move = new LetterMove(letter, LetterState.Handed, "");
        _asked.Writer.TryWrite(move);
        switch (move.Done.GetAwaiter().GetResult())
        {
            case null:
                break;
            case Elsewhere:
                throw new ClaimLostException();
            case var why:
                throw new ObstructedException(ObstacleOf(letter) ?? new Obstacle(why));
        }
    }

    /// <summary>How a letter ended, or when it is tried again; written with the next commit.</summary>
    public void Settle(LetterMove move) => _asked.Writer.TryWrite(move);

    /// <summary>Nothing more comes.</summary>
    public void Complete() => _asked.Writer.Complete();

    /// <summary>Writes what is asked for, until all is written; the only one that uses the database meanwhile.</summary>
    public async Task WriteAllAsync()
    {
        var ends = new List<LetterMove>();
        while (await _asked.Reader.WaitToReadAsync())
        {
            var hands = new List<LetterMove>();
            while (_asked.Reader.TryRead(out var move))
            {
                (move.To == LetterState.Handed ? hands : ends).Add(move);
            }

            ends = await TryAsync(hands, ends) ? [] : ends;
        }

        // The last chance; what stays unwritten is found as unknown when its lease ends.
        await WriteAsync([], ends);
    }

    // Ends that could not be written go with the next group; a letter whose hand-over could not be written does not leave.
    private async Task<bool> TryAsync(List<LetterMove> hands, List<LetterMove> ends)
    {
        try
        {
            await WriteAsync(hands, ends);
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            hands.ForEach(hand => hand.Failed(failure));
            return false;
        }
    }

    private async Task WriteAsync(List<LetterMove> hands, List<LetterMove> ends)
    {
        if (hands.Exists(hand => hand.Letter.Kind == LetterKind.Outreach) && clock.GetElapsedTime(_checkedAt) > _trusted)
        {
            await CheckAsync();
        }

        var free = hands.Where(hand => ObstacleOf(hand.Letter) is null).ToList();
        var lost = await claims.MoveAsync(worker, free, ends);
        foreach (var hand in hands)
        {
            if ((ObstacleOf(hand.Letter)?.Why ?? (lost.Contains(hand.Letter.Id) ? Elsewhere : null)) is { } why)
            {
                hand.Refused(why);
            }
            else
            {
                hand.Made();
            }
        }
    }
}
