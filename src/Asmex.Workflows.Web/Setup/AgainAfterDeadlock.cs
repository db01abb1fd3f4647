using Asmex.Workflows.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace Asmex.Workflows.Web.Setup;

/// <summary>A request whose transaction PostgreSQL gave up for another's sake is done again from its beginning, whichever verb it called: nothing of it was kept.</summary>
internal sealed class AgainAfterDeadlock(RequestDelegate next, IServiceScopeFactory scopes)
{
    public async Task InvokeAsync(HttpContext context)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await next(context);
                return;
            }
            catch (Exception problem) when (attempt < Deadlocks.MostAttempts && problem.IsGivenUp() && !context.Response.HasStarted)
            {
                // What the first attempt had read must not meet what the other transaction has written since: everything of the request is new.
                context.Response.Clear();
                context.Features.Set<IServiceProvidersFeature>(new RequestServicesFeature(context, scopes));
            }
        }
    }
}
