using System.Globalization;

namespace Asmex.Workflows.Benchmarks;

/// <summary>Values of several runs and what they come to.</summary>
internal sealed class Figures(string what, string unit)
{
    private readonly List<double> _values = [];

    public void Add(double value) => _values.Add(value);

    public void AddRange(IEnumerable<double> values) => _values.AddRange(values);

    public double Quantile(double part)
    {
        var sorted = _values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    /// <summary>Every run, then the median.</summary>
    public void PrintRuns(string format = "0.0") =>
        Console.WriteLine($"  {what,-46} median {In(format, Quantile(0.5)),8} {unit}   runs {string.Join(' ', _values.Select(v => In(format, v)))}");

    /// <summary>For many values of one run.</summary>
    public void PrintSpread(string format = "0.0") =>
        Console.WriteLine($"  {what,-46} p50 {In(format, Quantile(0.5)),8} {unit}   p95 {In(format, Quantile(0.95))}   max {In(format, _values.Max())}   n {_values.Count}");

    private static string In(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
