using Asmex.Workflows.Demonstration;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Setup;

/// <summary>In Development, an empty house is filled with demonstration data, by the same verbs on a clock that starts years ago.
/// The setting <c>Demonstration:Load=false</c> leaves it empty.</summary>
internal static class DemonstrationSetup
{
    public static async Task LoadDemonstrationAsync(this WebApplication app, CancellationToken cancellation = default)
    {
        if (!app.Environment.IsDevelopment() || !app.Configuration.GetValue("Demonstration:Load", true))
        {
            return;
        }

        if (!await IsEmptyAsync(app, cancellation))
        {
            return;
        }

        var today = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var clock = new DemonstrationClock(today.AddYears(-3));
        await using var house = HouseOn(clock, app);
        await house.GetRequiredService<LoadDemonstration>().RunAsync(clock, today, cancellation);
    }

    // An embedded file that nobody has worked with is made anew; a server's database is left to whoever owns it.
    private static async Task<bool> IsEmptyAsync(WebApplication app, CancellationToken cancellation)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
        if (!await LoadDemonstration.IsHalfWrittenAsync(db, cancellation))
        {
            return !await db.Users.AnyAsync(cancellation);
        }

        if (db is not SqliteDbContext)
        {
            throw new InvalidOperationException("The demonstration data in this database are half written: an earlier start was ended while it wrote them. Empty the database and start again, or set Demonstration:Load=false.");
        }

        await db.Database.EnsureDeletedAsync(cancellation);
        await app.MigrateAsync();
        return true;
    }

    private static ServiceProvider HouseOn(TimeProvider clock, WebApplication app)
    {
        var services = new ServiceCollection();
        services.AddSingleton(app.Services.GetRequiredService<ILoggerFactory>()).AddLogging();
        services.AddSingleton<IConfiguration>(app.Configuration).AddSingleton<IHostEnvironment>(app.Environment);
        services.AddSingleton(clock);
        services.AddDatabase(app.Configuration, app.Environment);
        services.AddHouse();
        services.AddIdentityCore<Person>().AddEntityFrameworkStores<WorkflowsDbContext>();
        return services.BuildServiceProvider();
    }
}
