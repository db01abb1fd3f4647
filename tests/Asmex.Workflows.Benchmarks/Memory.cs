using System.Globalization;

namespace Asmex.Workflows.Benchmarks;

/// <summary>What this process holds, as the system counts it.</summary>
internal static class Memory
{
    public static void Print()
    {
        var peak = File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]
            : "0";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  resident memory: {Environment.WorkingSet / 1e6:0} MB, at most {double.Parse(peak, CultureInfo.InvariantCulture) * 1024 / 1e6:0} MB (the client's load included)"));
    }
}
