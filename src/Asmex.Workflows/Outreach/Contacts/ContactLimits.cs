using Asmex.Workflows.Calendars;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Outreach.Contacts;

/// <summary>How often a firm may be written to, across all plans and campaigns, and on which days. What a firm's own act calls for is not counted and never held back.</summary>
public sealed class ContactLimits(WorkflowsDbContext db, Calendar calendars, IOptions<OutreachOptions> options)
{
    // What is on its way counts as well as what has left; what came back or was refused does not.
    private static readonly LetterState[] _counted =
        [LetterState.Ready, LetterState.Held, LetterState.Claimed, LetterState.Handed, LetterState.Sent, LetterState.Deferred, LetterState.Unknown];

    private static readonly LetterState[] _gone = [LetterState.Handed, LetterState.Sent, LetterState.Unknown];

    private readonly OutreachOptions _options = options.Value;

    /// <summary>Two rounds that open at once look at each other's letters one after the other.</summary>
    internal Task HoldAsync(CancellationToken cancellation) => db.HoldNameAsync("contact-limits", cancellation);

    /// <summary>Leaves out the firms that have been written to enough.</summary>
    /// <param name="origin">The plan or campaign that wants to write.</param>
    internal async Task<AudienceSelection> ApplyAsync(AudienceSelection selection, Guid? origin, DateTimeOffset now, CancellationToken cancellation)
    {
        var capped = await CappedAsync(now, cancellation);
        var near = await NearAsync(origin, now, cancellation);
        return selection.Without(firm => capped.Contains(firm) ? LeftOutReason.Capped : near.Contains(firm) ? LeftOutReason.OtherPlan : null);
    }

    /// <summary>The same for firms that a coordinator has released: how many letters they had still counts.</summary>
    internal async Task<AudienceSelection> WithoutCappedAsync(AudienceSelection selection, DateTimeOffset now, CancellationToken cancellation)
    {
        var capped = await CappedAsync(now, cancellation);
        return selection.Without(firm => capped.Contains(firm) ? LeftOutReason.Capped : null);
    }

    /// <summary>The firms of these letters that have had theirs: asked once more just before one leaves.</summary>
    internal Task<HashSet<Guid>> CappedAsync(IEnumerable<Letter> letters, DateTimeOffset now, CancellationToken cancellation)
    {
        var (since, most) = (now.AddDays(-_options.WithinDays), _options.MostLetters);
        var firms = letters.Select(l => l.FirmId).OfType<Guid>().Distinct().ToList();
        return db.Letters.Where(l => l.FirmId != null && firms.Contains(l.FirmId.Value) && l.Kind == LetterKind.Outreach && _gone.Contains(l.State) && l.NotBefore > since)
            .GroupBy(l => l.FirmId!.Value).Where(g => g.Count() >= most).Select(g => g.Key).ToHashSetAsync(cancellation);
    }

    /// <summary>The moment itself, or the morning after the quiet days that it falls into.</summary>
    internal async Task<DateTimeOffset> NextAllowedAsync(DateTimeOffset moment, string? region, CancellationToken cancellation)
    {
        var calendar = await calendars.CurrentAsync(cancellation);
        var (today, day) = (Zone.DateOf(moment), Zone.DateOf(moment));
        while (IsQuiet(calendar, day, region))
        {
            day = day.AddDays(1);
        }

        return day == today ? moment : Zone.At(day, calendar.HoursOn(day).Opens);
    }

    /// <summary>True in office hours of a working day that is not quiet.</summary>
    internal async Task<bool> IsWorkingTimeAsync(DateTimeOffset moment, string? region, CancellationToken cancellation)
    {
        var calendar = await calendars.CurrentAsync(cancellation);
        var day = Zone.DateOf(moment);
        return calendar.IsWorkingDay(day, region) && !IsQuiet(calendar, day, region) && calendar.HoursOn(day).Contain(Zone.TimeOf(moment));
    }

    /// <summary>The beginning of the last day on which letters could leave by this moment.</summary>
    internal async Task<DateTimeOffset> LastOpenedAsync(DateTimeOffset moment, CancellationToken cancellation)
    {
        var calendar = await calendars.CurrentAsync(cancellation);
        var day = Zone.DateOf(moment);
        while (!calendar.IsWorkingDay(day) || IsQuiet(calendar, day, region: null) || moment < Zone.At(day, calendar.HoursOn(day).Opens))
        {
            day = day.AddDays(-1);
        }

        return Zone.At(day, TimeOnly.MinValue);
    }

    private bool IsQuiet(WorkingCalendar calendar, DateOnly day, string? region) => day.DayOfWeek == DayOfWeek.Sunday || _options.QuietDays.Contains(day)
        || calendar.DayOffOn(day, region) is { Kind: not DayOffKind.WeeklyRest };

    private Task<HashSet<Guid>> CappedAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var (since, most) = (now.AddDays(-_options.WithinDays), _options.MostLetters);
        return db.Letters.Where(l => l.Kind == LetterKind.Outreach && l.NotBefore > since && l.FirmId != null && _counted.Contains(l.State))
            .GroupBy(l => l.FirmId!.Value).Where(g => g.Count() >= most).Select(g => g.Key).ToHashSetAsync(cancellation);
    }

    private Task<HashSet<Guid>> NearAsync(Guid? origin, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now.AddDays(-_options.DaysBetweenPlans);
        return db.Set<Invitation>().Where(i => i.InvitedAt > since && i.State != InvitationState.Cancelled)
            .Join(db.Set<InvitationRound>(), i => i.RoundId, r => r.Id, (i, r) => new { i.FirmId, Origin = r.PlanId ?? r.CampaignId })
            .Where(i => i.Origin != origin).Select(i => i.FirmId).Distinct().ToHashSetAsync(cancellation);
    }
}
