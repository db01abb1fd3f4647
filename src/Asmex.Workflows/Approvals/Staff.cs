using Asmex.Workflows.People;

namespace Asmex.Workflows.Approvals;

/// <summary>The people of a day: what each holds, and who is away.</summary>
public sealed record Staff(IReadOnlyList<Decider> People, IReadOnlyList<Away> Away)
{
    public string NameOf(Guid id) => People.FirstOrDefault(p => p.Id == id)?.Name ?? "?";

    /// <summary>Everyone who could say yes at a level, in the own name or for one who is away.</summary>
    /// <param name="askers">The requester, and the one for whom a deputy asks.</param>
    /// <param name="higher">The role that may decide too once the request has waited too long.</param>
    public IReadOnlyList<Seat> SeatsAt(ApprovalLevel level, string region, IReadOnlyCollection<Guid> askers, string? higher)
    {
        var roles = level.AskedBy(People.Where(p => askers.Contains(p.Id)).SelectMany(p => p.Holdings), region).Roles;
        var holders = People.Where(p => !askers.Contains(p.Id) && p.Holdings.Any(h => roles.Any(role => h.IsFor(role, region)) || (higher is not null && h.IsFor(higher, region)))).ToList();
        var away = Away.ToDictionary(a => a.PersonId, a => a.DeputyId);
        return
        [
            .. holders.Where(p => !away.ContainsKey(p.Id)).Select(p => new Seat(p.Id, null)),
            .. holders.Where(p => away.ContainsKey(p.Id)).Select(p => (For: p.Id, Deputy: away[p.Id]))
                .Where(s => s.Deputy is { } deputy && !askers.Contains(deputy) && deputy != s.For && !away.ContainsKey(deputy) && People.Any(p => p.Id == deputy))
                .Select(s => new Seat(s.Deputy!.Value, s.For)),
        ];
    }

    /// <summary>Whether the levels can all be filled with nobody sitting twice, neither in person nor through a deputy.</summary>
    public bool Suffices(IReadOnlyList<ApprovalLevel> levels, string region, IReadOnlyCollection<Guid> askers, string? higher)
    {
        var seats = levels.Select(l => (l.Quorum, Seats: SeatsAt(l, region, askers, higher))).OrderBy(l => l.Seats.Count - l.Quorum).ToList();
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

    /// <summary>Those whose own request would leave a seat empty: who could sit at one of these levels, alone or with the one they stand in for.</summary>
    public IReadOnlyList<IReadOnlyList<Guid>> AskersAt(IReadOnlyList<ApprovalLevel> levels, string region, string? higher)
    {
        var seated = levels.SelectMany(l => SeatsAt(l, region, [], higher)).SelectMany(s => s.Ids).ToHashSet();
        return
        [
            .. People.Where(p => seated.Contains(p.Id)).Select(p => (IReadOnlyList<Guid>)[p.Id]),
            .. Away.Where(a => a.DeputyId is { } deputy && (seated.Contains(a.PersonId) || seated.Contains(deputy))).Select(a => (IReadOnlyList<Guid>)[a.DeputyId!.Value, a.PersonId]),
        ];
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
