using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>Counts the last day of open rounds again. It is never made earlier: the firms were told the day that stands.</summary>
public sealed class RecountRounds(WorkflowsDbContext db, PeopleDirectory people) : ICountsDates
{
    public async Task<IReadOnlyList<MovedDate>> RecountAsync(CalendarShift shift, CancellationToken cancellation)
    {
        var open = await db.Set<InvitationRound>().AsNoTracking()
            .Where(r => r.State == RoundState.Open && r.Closes != null && (shift.Region == null || r.Region == shift.Region)).ToListAsync(cancellation);
        var moved = new List<MovedDate>();
        foreach (var round in open)
        {
            var day = shift.Calendar.DueOn(round.Closes!);
            if (day > round.ClosesOn)
            {
                await db.Set<InvitationRound>().Where(r => r.Id == round.Id && r.State == RoundState.Open)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.ClosesOn, day).SetProperty(r => r.CalendarVersion, shift.Calendar.Version), cancellation);
                var owners = await people.HoldersAsync(Roles.Delegate, round.Region, cancellation);
                moved.Add(new MovedDate(round.Event.Title, round.ClosesOn, day, new Subject(round.Region, round.PlanId, round.ActionId, InstanceId: round.InstanceId),
                    round.ActionId is { } action ? $"/actions/{action}" : $"/plans/{round.PlanId}", [.. owners.Select(p => p.Id)]));
            }
        }

        return moved;
    }
}
