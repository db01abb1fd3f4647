using Asmex.Workflows.Calendars;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows;

/// <summary>Everything that is true without a browser; the program and the tests register it alike.</summary>
public static class HouseSetup
{
    public static IServiceCollection AddHouse(this IServiceCollection services) => services.AddRunning().AddCalendars().AddLetters();
}
