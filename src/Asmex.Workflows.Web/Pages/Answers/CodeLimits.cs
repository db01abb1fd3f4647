using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Asmex.Workflows.Web.Pages.Answers;

/// <summary>How often codes may be tried: by one visitor, and by all together.</summary>
internal static class CodeLimits
{
    public const string Policy = "code";

    private const int TriesOfOne = 10;
    private const int TriesOfAll = 300;

    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddCodeLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy<string, OfEach>(Policy);
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => IsTry(context)
            ? RateLimitPartition.GetFixedWindowLimiter(Policy, _ => new FixedWindowRateLimiterOptions { PermitLimit = TriesOfAll, Window = _window })
            : RateLimitPartition.GetNoLimiter(""));
    });

    private static bool IsTry(HttpContext context) => HttpMethods.IsPost(context.Request.Method) && context.Request.Path == "/code";

    private sealed class OfEach : IRateLimiterPolicy<string>
    {
        public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => null;

        public RateLimitPartition<string> GetPartition(HttpContext httpContext) => IsTry(httpContext)
            ? RateLimitPartition.GetFixedWindowLimiter(httpContext.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = TriesOfOne, Window = _window })
            : RateLimitPartition.GetNoLimiter("");
    }
}
