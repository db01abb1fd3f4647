using System.Data;
using System.Data.Common;

namespace Asmex.Workflows.Storage;

/// <summary>One hand-written statement. Its values are named <c>$1</c>, <c>$2</c> …, which both databases read, and each says its type, so that an absent
/// one does not make another prepared statement of it.</summary>
internal sealed class Statement(string sql)
{
    private readonly List<(DbType Type, object? Value)> _values = new(18);

    public string Sql { get; } = sql;
    public int Count => _values.Count;

    /// <summary>How many rows it changed, once it has run.</summary>
    public int Changed { get; set; }

    public Statement Text(string? value) => Add(DbType.String, value);

    public Statement Number(int value) => Add(DbType.Int32, value);

    public Statement At(DateTimeOffset? value) => Add(DbType.DateTime, value?.UtcDateTime);

    public Statement Key(Guid? value) => Add(DbType.Guid, value);

    /// <param name="name">What a value is called, by its place from 0; null where places are enough.</param>
    public void AddTo(DbParameterCollection parameters, Func<DbParameter> create, Func<int, string>? name)
    {
        for (var i = 0; i < _values.Count; i++)
        {
            var parameter = create();
            parameter.DbType = _values[i].Type;
            parameter.Value = _values[i].Value ?? DBNull.Value;
            if (name is not null)
            {
                parameter.ParameterName = name(i);
            }

            parameters.Add(parameter);
        }
    }

    private Statement Add(DbType type, object? value)
    {
        _values.Add((type, value));
        return this;
    }
}
