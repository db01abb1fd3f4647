using System.Globalization;
using System.Text;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Journey;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Reminders;

/// <summary>Lets a year pass over one action: people do every third thing seven working days late, the rest on its last day, and feasts are confirmed late.</summary>
internal sealed class YearOfLetters(House house)
{
    private const int DaysLate = 7;

    private static readonly Actor _administrator = new(Guid.CreateVersion7(), "Nadia Alami", "fr", [new Holding(Roles.Administrator, null)]);

    // The day of the word, the feast, and its first day: each a day before what was estimated.
    private static readonly (DateOnly On, string Feast, int HijriYear, DateOnly First)[] _sightings =
    [
        (new(2027, 3, 9), "eid_al_fitr", 1448, new(2027, 3, 9)),
        (new(2027, 5, 14), "eid_al_adha", 1448, new(2027, 5, 16)),
        (new(2027, 6, 7), "muharram_1", 1449, new(2027, 6, 6)),
        (new(2027, 8, 13), "mawlid", 1449, new(2027, 8, 14)),
    ];

    private readonly Dictionary<Guid, int> _met = [];

    public async Task<string> PassAsync(string type, DateOnly? fixedDate)
    {
        await LaunchAsync(type, fixedDate);
        for (var day = house.Today; day.Year == 2027; day = day.AddDays(1))
        {
            house.Database.Clock.SetUtcNow(Zone.At(day, new TimeOnly(9, 30)));
            foreach (var sighting in _sightings.Where(s => s.On == day))
            {
                await house.RunAsync<ObserveFeast, CalendarChange>(observe =>
                    observe.RunAsync(new FeastSighting(sighting.Feast, sighting.HijriYear, sighting.First, Certainty.Observed, "Communiqué du ministère"), _administrator, default));
            }

            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                await house.SweepAsync();
                await WorkAsync();
                await house.PostAsync();
            }
        }

        return await WriteAsync(type, fixedDate);
    }

    private async Task LaunchAsync(string type, DateOnly? fixedDate)
    {
        var plan = await house.RunAsync<LaunchPlan, Guid>(launch => launch.RunAsync(House.SoussMassa, 2027, house.As("coordinator"), default));
        var draft = new PlanDraft(1_000_000, null, [new ObjectiveDraft("newExporters", 25)], [new ActionDraft(null, type, "Édition 2027", house.Today, fixedDate, 900_000)]);
        await house.RunAsync<PreparePlan>(prepare => prepare.RunAsync(plan, draft, submit: true, null, house.As("delegate"), default));
        await house.RunAsync<ValidatePlan>(validate => validate.RunAsync(plan, Verdict.Approve, null, null, house.As("coordinator"), default));
    }

    private async Task WorkAsync()
    {
        var tasks = await house.ReadAsync(db => db.Set<PlanTask>().AsNoTracking().Where(t => t.Status == PlanTaskStatus.Open && t.Kind == TaskKind.Form).OrderBy(t => t.OpenedAt).ThenBy(t => t.ActivityId).ToListAsync());
        var calendar = await CalendarAsync();
        foreach (var task in tasks.Where(t => IsDone(t.Id, t.DueOn, calendar)))
        {
            var outcome = task.Outcomes.Count == 0 ? null : (task.Outcomes.FirstOrDefault(o => o.Name is "Approved" or "Compliant" or "Revise" or "Done") ?? task.Outcomes[0]).Name;
            await house.DoAsync(task.ActivityId!, Key(task.AccountableRole), outcome is null ? [] : [("outcome", outcome)]);
        }

        var requests = await house.ReadAsync(db => db.Set<Approval>().AsNoTracking().Where(a => a.Status == ApprovalStatus.Pending).OrderBy(a => a.OpenedAt).ThenBy(a => a.ActivityId).ToListAsync());
        foreach (var request in requests.Where(a => IsDone(a.Id, a.DueOn, calendar, isMoney: a.Kind == ApprovalKind.Budget)))
        {
            await house.DecideAsync(request.ActivityId, Key(request.Current.Role), Verdict.Approve);
        }
    }

    // What is money expires on its day: it is decided in time.
    private bool IsDone(Guid id, DateOnly due, WorkingCalendar calendar, bool isMoney = false)
    {
        _met.TryAdd(id, _met.Count);
        var counted = due > house.Today || _met[id] % 3 != 2 || isMoney ? due : calendar.AddWorkingDays(due, DaysLate, House.SoussMassa);
        return counted <= house.Today;
    }

    private async Task<WorkingCalendar> CalendarAsync()
    {
        await using var scope = house.Database.Scope();
        return await scope.Get<Asmex.Workflows.Calendars.Calendar>().CurrentAsync(default);
    }

    private static string Key(string role) => role == Roles.Board ? "board-1" : role;

    private async Task<string> WriteAsync(string type, DateOnly? fixedDate)
    {
        var letters = await house.ReadAsync(db => db.Letters.AsNoTracking().ToListAsync());
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Letters of {type} in 2027, Souss-Massa{(fixedDate is { } day ? $", fixed date {Dates.Brief(day, "fr")}" : "")}\n");
        text.Append("Every third task or decision is seven working days late; each feast is confirmed late, a day before its estimate.\n");
        foreach (var ofDay in letters.GroupBy(l => Zone.DateOf(l.WrittenAt)).OrderBy(g => g.Key))
        {
            text.Append('\n').Append(Dates.Brief(ofDay.Key, "fr")).Append('\n');
            var lines = ofDay.GroupBy(l => (l.Template, Who: l.FirmId is null ? l.Address.Split('@')[0] : "firms", Subject: l.FirmId is null ? l.Subject : ""))
                .Select(g => $"  {g.Key.Who,-12} {g.Key.Template,-20} {(g.Key.Who == "firms" ? $"{g.Count()} letters" : g.Key.Subject)}");
            foreach (var line in lines.Order(StringComparer.Ordinal))
            {
                text.Append(line).Append('\n');
            }
        }

        return text.ToString();
    }
}
