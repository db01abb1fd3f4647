using System.Data.Common;
using System.Globalization;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Rights;

/// <summary>Everything that is kept about a person, table by table.</summary>
public sealed class PersonExport(WorkflowsDbContext db)
{
    // Keys and second forms of the same text tell the person nothing.
    private static readonly HashSet<string> _left = ["token_hash", "search_key", "match_key", "html"];

    /// <returns>The tables with something in them: rows of column and value.</returns>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>> OfAsync(RightsRequest request, CancellationToken cancellation)
    {
        var person = await PersonTerms.OfAsync(db, request, cancellation);
        var found = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>();
        foreach (var table in PersonTable.All(db))
        {
            var (where, values) = table.Where(person);
            if (await RowsAsync($"SELECT * FROM {table.Name} WHERE {where}", values, cancellation) is { Count: > 0 } rows)
            {
                found[table.Name] = rows;
            }
        }

        if (request.AddressHash is { } hash && await db.Set<Suppression>().AsNoTracking().SingleOrDefaultAsync(s => s.AddressHash == hash, cancellation) is { } suppression)
        {
            found["suppressions"] = [new Dictionary<string, string> { ["reason"] = suppression.Reason.ToString(), ["at"] = suppression.At.ToString("O", CultureInfo.InvariantCulture) }];
        }

        return found;
    }

    private async Task<List<IReadOnlyDictionary<string, string>>> RowsAsync(string sql, List<object> values, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = (db.Database.CurrentTransaction as Microsoft.EntityFrameworkCore.Infrastructure.IInfrastructure<DbTransaction>)?.Instance;
            command.CommandText = string.Format(CultureInfo.InvariantCulture, sql, [.. values.Select((_, i) => (object)$"@p{i}")]);
            for (var i = 0; i < values.Count; i++)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ($"@p{i}", values[i]);
                command.Parameters.Add(parameter);
            }

            var rows = new List<IReadOnlyDictionary<string, string>>();
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                rows.Add(Enumerable.Range(0, reader.FieldCount).Where(i => !reader.IsDBNull(i) && !_left.Contains(reader.GetName(i)))
                    .ToDictionary(reader.GetName, i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture) ?? ""));
            }

            return rows;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
