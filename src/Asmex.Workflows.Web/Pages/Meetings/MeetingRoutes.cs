using Asmex.Workflows.Letters;
using Asmex.Workflows.Meetings;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Web.Setup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Web.Pages.Meetings;

/// <summary>What calendars ask for beside the page of a meeting.</summary>
internal static class MeetingRoutes
{
    public static void MapMeetings(this WebApplication app) => app.MapGet("/meetings/{id:guid}/event.ics", FileAsync);

    private static async Task<IResult> FileAsync(Guid id, WorkflowsDbContext db, CurrentActor current, IOptions<MailOptions> mail, Words words, TimeProvider clock, CancellationToken cancellation)
    {
        var meeting = await db.MeetingsOf(current.Actor).AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellation);
        return meeting is null ? TypedResults.NotFound()
            : TypedResults.File(MeetingFile.Of(meeting, mail.Value.Absolute($"/meetings/{id}"), words.Language, clock.GetUtcNow()), "text/calendar; charset=utf-8; method=PUBLISH", "asmex.ics");
    }
}
