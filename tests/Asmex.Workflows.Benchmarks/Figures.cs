using System.Globalization;

namespace Asmex.Workflows.Benchmarks;

/// <summary>Values of several runs and what they come to.</summary>
internal sealed class Figures(string what, string unit)
{
    private readonly List<double> _values = [];

    public void Add(double value) => _values.Add(value);

    public double Quantile(double part)
    {
        var sorted = _values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    /// <summary>Every run, then the median.</summary>
    public void PrintRuns() =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-46} median {Quantile(0.5),8:0.0} {unit}   runs {string.Join(' ', _values.Select(v => v.ToString("0.0", CultureInfo.InvariantCulture)))}"));

    /// <summary>For many values of one run.</summary>
    public void PrintSpread() =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-46} p50 {Quantile(0.5),8:0.0} {unit}   p95 {Quantile(0.95):0.0}   max {_values.Max():0.0}   n {_values.Count}"));
}
