using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Calendars;

public static class CalendarSetup
{
    public static IServiceCollection AddCalendars(this IServiceCollection services)
    {
        services.AddOptions<CalendarOptions>().BindConfiguration(CalendarOptions.Section)
            .Validate(o => o.Rest.Distinct().Count() < 7, "Calendar:WeeklyRest must leave a working day in the week.")
            .Validate(o => o.Opens < o.Closes && o.RamadanOpens < o.RamadanCloses, "Calendar:Opens must lie before Calendar:Closes, and the same in Ramadan.").ValidateOnStart();
        return services.AddSingleton<CalendarCache>().AddScoped<Calendar>();
    }
}
