using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

[assembly: HostingStartup(typeof(Asmex.Workflows.Tests.Crash.CrashDoor))]

namespace Asmex.Workflows.Tests.Crash;

/// <summary>Loaded into the unchanged program by ASP.NET Core when an environment variable names this assembly: a virtual clock, and a door through
/// which acts come in. The program itself knows nothing of it.</summary>
public sealed class CrashDoor : IHostingStartup
{
    public const string Path = "/crash/act";
    public const string NowVariable = "ASMEX_CRASH_NOW";

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services =>
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(Environment.GetEnvironmentVariable(NowVariable)!, CultureInfo.InvariantCulture));
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<IStartupFilter>(new Door(clock));
    });

    private sealed class Door(FakeTimeProvider clock) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map(Path, door => door.Run(DoAsync));
            next(app);
        };

        // Of two acts at once the later one sets the time, whichever comes first.
        private void MoveTo(DateTimeOffset now)
        {
            lock (clock)
            {
                if (now > clock.GetUtcNow())
                {
                    clock.SetUtcNow(now);
                }
            }
        }

        private async Task DoAsync(HttpContext context)
        {
            var act = (await context.Request.ReadFromJsonAsync<Act>())!;
            try
            {
                MoveTo(act.Now);
                var refusal = await Actors.DoAsync(context.RequestServices, act);
                context.Response.StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
                await context.Response.WriteAsync(refusal ?? "done");
            }
            catch (Exception problem)
            {
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                await context.Response.WriteAsync(problem.ToString());
            }
        }
    }
}
