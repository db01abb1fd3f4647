using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>How often the database was asked, as EF Core logs it.</summary>
internal sealed class CountedCommands : ILoggerProvider
{
    private const string Category = "Microsoft.EntityFrameworkCore.Database.Command";

    private int _reads;

    public int Reads => _reads;

    public static void Attach(IServiceCollection services, CountedCommands counted) =>
        services.AddLogging(logging => logging.AddProvider(counted).AddFilter<CountedCommands>(Category, LogLevel.Information));

    public void Reset() => _reads = 0;

    public ILogger CreateLogger(string categoryName) => new Counter(this, categoryName == Category);

    public void Dispose()
    {
    }

    private sealed class Counter(CountedCommands counted, bool counts) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => counts && logLevel == LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).Contains("SELECT ", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref counted._reads);
            }
        }
    }
}
