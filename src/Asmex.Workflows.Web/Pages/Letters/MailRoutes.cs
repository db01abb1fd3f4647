using Asmex.Workflows.Letters;

namespace Asmex.Workflows.Web.Pages.Letters;

/// <summary>The body of a letter for the frame on <c>/dev/mail</c>: its styles stand inside it, and nothing of it runs.</summary>
internal static class MailRoutes
{
    public static void MapMail(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.MapGet("/dev/mail/{id:guid}/html", Body).AllowAnonymous();
        }
    }

    private static IResult Body(Guid id, MailFolder folder, HttpContext context)
    {
        if (folder.Find(id) is not { } mail)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation allow-popups";
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
        return TypedResults.Content(mail.Html.Replace("<head>", "<head><base target=\"_top\">", StringComparison.Ordinal), "text/html; charset=utf-8");
    }
}
