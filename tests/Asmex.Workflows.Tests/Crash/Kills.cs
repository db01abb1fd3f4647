using System.Globalization;

namespace Asmex.Workflows.Tests.Crash;

/// <summary>How often the program is killed on each database: the environment's <c>ASMEX_KILLS</c>, else a few times.</summary>
internal static class Kills
{
    public static int Wanted { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("ASMEX_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : 3;
}
