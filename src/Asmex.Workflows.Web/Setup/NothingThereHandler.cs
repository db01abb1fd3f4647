using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Diagnostics;

namespace Asmex.Workflows.Web.Setup;

/// <summary>What is not there, or not for this person, is answered 404 wherever it was found out.</summary>
internal sealed class NothingThereHandler : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is NothingThereException)
        {
            httpContext.Response.StatusCode = StatusCodes.Status404NotFound;
            return ValueTask.FromResult(true);
        }

        return ValueTask.FromResult(false);
    }
}
