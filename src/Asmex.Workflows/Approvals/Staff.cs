using Asmex.Workflows.People;

namespace Asmex.Workflows.Approvals;

/// <summary>The people of a day: what each holds, and who is away.</summary>
public sealed record Staff(IReadOnlyList<Decider> People, IReadOnlyList<Away> Away)
{
    public string NameOf(Guid id) => People.FirstOrDefault(p => p.Id == id)?.Name ?? "?";

    /// <summary>Everyone who could say yes at a level, in the own name or for one who is away.</summary>
    public IReadOnlyList<Seat> SeatsAt(ApprovalLevel level, string region, Guid? requester)
    {
        var holders = People.Where(p => p.Holdings.Any(h => h.Role == level.Role && (h.Region is null || h.Region == region))).ToList();
        var away = Away.ToDictionary(a => a.PersonId, a => a.DeputyId);
        return
        [
            .. holders.Where(p => p.Id != requester && !away.ContainsKey(p.Id)).Select(p => new Seat(p.Id, null)),
            .. holders.Where(p => p.Id != requester && away.ContainsKey(p.Id)).Select(p => (For: p.Id, Deputy: away[p.Id]))
                .Where(s => s.Deputy is { } deputy && deputy != requester && deputy != s.For && !away.ContainsKey(deputy) && People.Any(p => p.Id == deputy))
                .Select(s => new Seat(s.Deputy!.Value, s.For)),
        ];
    }

    /// <summary>Whether the levels can all be filled with nobody sitting twice, neither in person nor through a deputy.</summary>
    public bool Suffices(IReadOnlyList<ApprovalLevel> levels, string region, Guid? requester = null)
    {
        var seats = levels.Select(l => (l.Quorum, Seats: SeatsAt(l, region, requester))).OrderBy(l => l.Seats.Count - l.Quorum).ToList();
        return Fill(0, 0, 0, []);

        bool Fill(int level, int filled, int from, HashSet<Guid> taken)
        {
            if (level == seats.Count)
            {
                return true;
            }

            if (filled == seats[level].Quorum)
            {
                return Fill(level + 1, 0, 0, taken);
            }

            for (var i = from; i <= seats[level].Seats.Count - (seats[level].Quorum - filled); i++)
            {
                var seat = seats[level].Seats[i];
                if (seat.Ids.Any(taken.Contains))
                {
                    continue;
                }

                if (Fill(level, filled + 1, i + 1, [.. taken, .. seat.Ids]))
                {
                    return true;
                }
            }

            return false;
        }
    }
}

/// <summary>Someone with an account, and the roles of that day.</summary>
public sealed record Decider(Guid Id, string Name, IReadOnlyList<Holding> Holdings);

/// <summary>Someone who may decide at a level, perhaps for another who is away.</summary>
public sealed record Seat(Guid PersonId, Guid? ForId)
{
    public IEnumerable<Guid> Ids => ForId is { } other ? [PersonId, other] : [PersonId];
}

/// <summary>A person who is away, and who stands in.</summary>
public sealed record Away(Guid PersonId, Guid? DeputyId);
