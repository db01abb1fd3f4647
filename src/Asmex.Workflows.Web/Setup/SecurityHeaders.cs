using Asmex.Workflows.Web.Api;
using Asmex.Workflows.Web.Jobs;

namespace Asmex.Workflows.Web.Setup;

/// <summary>Tells the browser to run nothing, load nothing and be framed by nothing that is not ours.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // The graphs of Hangfire's dashboard write styles into its pages; only administrators get them.
    private static readonly string _policyOfJobs = Policy.Replace("style-src 'self'", "style-src 'self' 'unsafe-inline'", StringComparison.Ordinal);

    // Elsa Studio 3.8 runs WebAssembly, workers from blobs and two scripts of its own (the hashes), and writes styles; only its frames are so.
    private const string PolicyOfStudio =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=' 'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts='; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    public Task InvokeAsync(HttpContext context)
    {
        // A page of an error, or an answer that is written again, begins with no headers: these are put on when the answer leaves.
        // Where a branch of the pipeline writes it, as the jobs' pages do, the path of the request is shortened by then.
        var path = context.Request.Path;
        context.Response.OnStarting(() =>
        {
            Protect(context.Response.Headers, path);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static void Protect(IHeaderDictionary headers, PathString path)
    {
        var isStudio = path.StartsWithSegments(StudioPackage.Root);

        // What a page says of itself stands.
        headers.TryAdd("Content-Security-Policy", isStudio ? PolicyOfStudio : path.StartsWithSegments(JobsSetup.Path) ? _policyOfJobs : Policy);
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("X-Frame-Options", isStudio ? "SAMEORIGIN" : "DENY");

        // Personal links carry their right in the address: no other site may see it.
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
    }
}
