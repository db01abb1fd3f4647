using System.Threading.RateLimiting;
using Asmex.Workflows.Web.Setup;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Web.Api;

/// <summary>How often one person may call.</summary>
internal static class ApiLimits
{
    public const string Calls = "api";
    public const string Tokens = "tokens";
    private const int TokensPerMinute = 30;

    public static void AddApiLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.AddPolicy(Calls, context => Of(context, Calls, context.RequestServices.GetRequiredService<IOptions<StudioOptions>>().Value.CallsPerMinute));
        limits.AddPolicy(Tokens, context => Of(context, Tokens, TokensPerMinute));
    });

    private static RateLimitPartition<string> Of(HttpContext context, string what, int perMinute) => RateLimitPartition.GetSlidingWindowLimiter(
        $"{what} {context.RequestServices.GetRequiredService<CurrentActor>().Person?.Id}",
        _ => new SlidingWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });
}
