using System.Collections.Concurrent;
using System.Diagnostics;

namespace Asmex.Workflows.Benchmarks.Cycles;

/// <summary>What callers achieved in a while.</summary>
/// <param name="Resumes">How long each resume took, in milliseconds.</param>
internal sealed record Pace(double CyclesPerSecond, int Cycles, IReadOnlyCollection<double> Resumes)
{
    /// <summary>Lets so many callers go round at once, each one cycle after the other.</summary>
    /// <param name="cycle">Runs a cycle and says how long each resume took.</param>
    public static async Task<Pace> OfAsync(int callers, TimeSpan during, Func<Action<double>, Task> cycle)
    {
        var resumes = new ConcurrentBag<double>();
        var cycles = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) < during)
            {
                await cycle(resumes.Add);
                Interlocked.Increment(ref cycles);
            }
        })));
        return new Pace(cycles / Stopwatch.GetElapsedTime(started).TotalSeconds, cycles, resumes);
    }

    /// <summary>Runs one cycle on the product.</summary>
    public static async Task RunAsync(CycleHouse house, Action<double> resumed)
    {
        var id = CycleHouse.NewId();
        await house.StartAsync(id);
        for (var resume = 0; resume < 2; resume++)
        {
            var bookmark = house.BookmarkOf(id);
            var at = Stopwatch.GetTimestamp();
            await house.ResumeAsync(bookmark);
            resumed(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        }
    }
}
