using Asmex.Workflows.Meetings;
using Asmex.Workflows.People;
using Asmex.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Demonstration;

/// <summary>The councils of the last months: convened by their rule, held with minutes, and a decision that somebody has to carry out.</summary>
internal sealed class DemonstrationMeetings(DemonstrationHouse house)
{
    private const string Souss = "MA-09";
    private const int DaysOfCouncils = 150;

    private bool _begun;

    /// <summary>Lets a day of the past go by.</summary>
    public async Task PassAsync(DateOnly today, CancellationToken cancellation)
    {
        if (today.DayNumber - house.Today.DayNumber > DaysOfCouncils)
        {
            return;
        }

        if (!_begun)
        {
            _begun = true;
            await BeginAsync(cancellation);
        }

        await house.DoAsync<ConveneMeetings>(sweep => sweep.RunAsync(cancellation));
        foreach (var meeting in await house.ReadAsync(db => db.Set<Meeting>().AsNoTracking().Where(m => m.Status == MeetingStatus.Planned && m.On <= house.Today).OrderBy(m => m.On).ToListAsync(cancellation)))
        {
            await HoldAsync(meeting, cancellation);
        }
    }

    private async Task BeginAsync(CancellationToken cancellation)
    {
        var council = new MeetingSeriesDraft("Conseil des Régions", null, new MeetingRule(3, 2), house.Today, new TimeOnly(10, 0), new TimeOnly(12, 30), "Siège de l'ASMEX, Casablanca", [Roles.Delegate, Roles.Coordinator, Roles.Direction])
        {
            Points = ["Avancement des plans régionaux", "Budgets engagés et restants", "Besoins remontés par les entreprises", "Questions diverses"],
        };
        var committee = new MeetingSeriesDraft("Comité de suivi Souss-Massa", Souss, new MeetingRule(1, 1, DayOfWeek.Tuesday), house.Today, new TimeOnly(9, 30), new TimeOnly(11, 0), "Agadir", [Roles.Delegate, Roles.Officer, Roles.Coordinator])
        {
            Points = ["Tâches en retard", "Actions à venir"],
        };
        await house.DoAsync<StartSeries>(start => start.RunAsync(council, house.Holder(Roles.Coordinator, Souss)!, cancellation));
        await house.DoAsync<StartSeries>(start => start.RunAsync(committee, house.Holder(Roles.Delegate, Souss)!, cancellation));
    }

    private async Task HoldAsync(Meeting meeting, CancellationToken cancellation)
    {
        var by = house.Holder(meeting.Region is null ? Roles.Coordinator : Roles.Delegate, Souss)!;
        var came = await house.ReadAsync(db => db.Set<MeetingParticipant>().Where(p => p.MeetingId == meeting.Id).Select(p => p.PersonId).ToListAsync(cancellation));
        await house.DoAsync<KeepMinutes>(keep => keep.RunAsync(meeting.Id, "Les points de l'ordre du jour ont été examinés. Les retards signalés sont expliqués par leurs responsables ; les décisions figurent ci-dessous.", came, null, by, cancellation));
        var asked = new MakeTaskRequest(Souss, "Transmettre le calendrier des salons aux entreprises", new TaskTo(Role: Roles.Delegate), new TaskDay(WorkingDays: 30));
        await house.DoAsync<DecideInMeeting>(decide => decide.RunAsync(meeting.Id, "Le calendrier des salons est transmis aux entreprises de la région.", meeting.Region is null ? asked : null, by, cancellation));
    }
}
