using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Asmex.Workflows.Benchmarks.InboxLarge;

/// <summary>Hears what EF Core asks the database, so that the same can be explained.</summary>
internal sealed class HeardCommands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly List<(string Text, List<(string Name, object? Value)> Values)> _heard = [];

    private HeardCommands()
    {
    }

    public static async Task<HeardCommands> DuringAsync(Func<Task> act)
    {
        var heard = new HeardCommands();
        using (DiagnosticListener.AllListeners.Subscribe(heard))
        {
            await act();
        }

        return heard;
    }

    /// <summary>The plan of each command that reads tasks, once.</summary>
    public async Task PrintPlansAsync(DbConnection connection, string explain)
    {
        foreach (var (text, values) in _heard.Where(h => h.Text.Contains("tasks", StringComparison.Ordinal)).DistinctBy(h => h.Text))
        {
            Console.WriteLine("    " + string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) switch { { Length: > 260 } longer => longer[..260] + "…", var whole => whole });
            using var command = connection.CreateCommand();
            command.CommandText = explain + text;
            foreach (var (name, value) in values)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            await using var plan = await command.ExecuteReaderAsync();
            while (await plan.ReadAsync())
            {
                Console.WriteLine("      " + plan.GetValue(plan.FieldCount - 1));
            }
        }
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command: var command })
        {
            _heard.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
