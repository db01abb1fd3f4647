using System.Text;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Web.Setup;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Web.Pages.Answers;

/// <summary>What mail programs and calendars ask for beside the answer page.</summary>
internal static class AnswerRoutes
{
    public static void MapAnswers(this WebApplication app)
    {
        app.MapGet("/a/{token}/event.ics", CalendarAsync).AllowAnonymous();

        // A person who opens the address of the header gets the page; only the POST of RFC 8058 acts.
        app.MapGet("/u/{token}", (string token) => TypedResults.LocalRedirect($"/leave/{Uri.EscapeDataString(token)}")).AllowAnonymous();
        app.MapPost("/u/{token}", LeaveAsync).AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> CalendarAsync(
        string token, WorkflowsDbContext db, IOptions<MailOptions> mail, Words words, HttpContext context, TimeProvider clock, CancellationToken cancellation)
    {
        if (await db.OpenAsync(token, cancellation) is not { Invitation: { } invitation, Round: { } round })
        {
            return TypedResults.NotFound();
        }

        PersonalPage.Prepare(context, words, invitation.Language);
        var file = CalendarFile.Of(CalendarMethod.Publish, round, invitation, mail.Value.Absolute("/a/" + token), mail.Value, clock.GetUtcNow());
        return file is null ? TypedResults.NotFound() : TypedResults.File(Encoding.UTF8.GetBytes(file), "text/calendar; charset=utf-8; method=PUBLISH", "asmex.ics");
    }

    private static async Task<IResult> LeaveAsync(string token, LeaveOutreach leave, CancellationToken cancellation)
    {
        await leave.RunAsync(token, "List-Unsubscribe", cancellation);
        return TypedResults.Ok();
    }
}
