using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.People;

/// <summary>Says when a person is away and who acts for them: oneself, or for another the coordination and the administration.</summary>
public sealed class RecordAbsence(WorkflowsDbContext db, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The days or the deputy do not fit; or nobody stands in while tasks are open and that was not confirmed.</exception>
    public async Task RunAsync(NewAbsence request, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var person = await db.PersonAsync(request.PersonId, cancellation);
        if (!Absence.MayRecord(actor, person, Zone.Today(clock)))
        {
            throw new NothingThereException(nameof(Person));
        }

        // Whoever could name themselves would take any right they like.
        if (person.Id != actor.PersonId && request.DeputyId == actor.PersonId)
        {
            throw new RuleBrokenException("Absences.NotByTheDeputy", person.Name);
        }

        // Also the deputy, who may go away at the same moment.
        await db.HoldAllAsync<Person>(request.DeputyId is { } stands ? [person.Id, stands] : [person.Id], cancellation);
        var absence = new Absence(person.Id, request.DeputyId, request.From, request.Until, Zone.Today(clock));
        if (await OverlapsAsync(person.Id, absence, cancellation))
        {
            throw new RuleBrokenException("Absences.AlreadyAway", person.Name);
        }

        var deputy = request.DeputyId is { } id ? await db.PersonAsync(id, cancellation) : null;
        if (deputy is not null)
        {
            await CheckAsync(deputy, person, absence, cancellation);
        }
        else if (!request.WithoutDeputy)
        {
            await MustLeaveNothingAsync(person, cancellation);
        }

        if (await db.Set<Absence>().AsNoTracking().FirstOrDefaultAsync(a => a.DeputyId == person.Id && a.From <= absence.Until && a.Until >= absence.From, cancellation) is { } promised)
        {
            var absent = await db.PersonAsync(promised.PersonId, cancellation);
            throw new RuleBrokenException("Absences.StandsIn", person.Name, absent.Name, promised.From, promised.Until);
        }

        db.Add(absence);
        var about = new Subject(PersonId: person.Id);
        db.Add(deputy is null
            ? HistoryEntry.Of(actor, clock.GetUtcNow(), "History.AbsenceAlone", about, person.Name, request.From, request.Until)
            : HistoryEntry.Of(actor, clock.GetUtcNow(), "History.Absence", about, person.Name, request.From, request.Until, deputy.Name));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task MustLeaveNothingAsync(Person person, CancellationToken cancellation)
    {
        var tasks = await db.Set<PlanTask>().CountAsync(t => t.Status == PlanTaskStatus.Open && t.DoerId == person.Id, cancellation);
        var decisions = (await db.DecisionsOfAsync(Actor.Of(person, Zone.Today(clock)), cancellation)).Count;
        if (tasks + decisions > 0)
        {
            throw tasks > 0 ? new RuleBrokenException("Absences.TasksOpen", person.Name, tasks) : new RuleBrokenException("Absences.DecisionsOpen", person.Name, decisions);
        }
    }

    private async Task CheckAsync(Person deputy, Person person, Absence absence, CancellationToken cancellation)
    {
        if (deputy.SuspendedAt is not null || await OverlapsAsync(deputy.Id, absence, cancellation))
        {
            throw new RuleBrokenException("Absences.DeputyAway", deputy.Name);
        }

        var (roles, deputyRoles) = (RolesOn(person, absence.From), RolesOn(deputy, absence.From));
        if (!deputyRoles.Any(r => r is not (Roles.Administrator or Roles.Auditor)) || (roles.Any(Roles.OfManagers.Contains) && !deputyRoles.Any(Roles.OfManagers.Contains)))
        {
            throw new RuleBrokenException("Absences.DeputyRole", deputy.Name, person.Name);
        }
    }

    private Task<bool> OverlapsAsync(Guid personId, Absence absence, CancellationToken cancellation) =>
        db.Set<Absence>().AnyAsync(a => a.PersonId == personId && a.From <= absence.Until && a.Until >= absence.From, cancellation);

    private static List<string> RolesOn(Person person, DateOnly day) => [.. person.Appointments.Where(a => a.HoldsOn(day)).Select(a => a.Role)];
}

/// <summary>Days away, and who stands in.</summary>
/// <param name="WithoutDeputy">That nobody stands in was confirmed by who saw the open tasks.</param>
public sealed record NewAbsence(Guid PersonId, Guid? DeputyId, DateOnly From, DateOnly Until, bool WithoutDeputy = false);
