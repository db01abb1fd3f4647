using System.Globalization;
using System.Text;

namespace Asmex.Workflows.Running;

/// <summary>Several statements for one round trip; values are parameters, written <c>{0}</c>, <c>{1}</c> within each statement.</summary>
internal sealed class Statements
{
    private readonly StringBuilder _text = new();
    private readonly List<object?> _values = [];

    public string Text => _text.ToString();
    public IReadOnlyList<object?> Values => _values;

    public void Add(string statement, params object?[] values)
    {
        var names = Enumerable.Range(_values.Count, values.Length).Select(i => (object)("@p" + i.ToString(CultureInfo.InvariantCulture))).ToArray();
        _text.AppendFormat(CultureInfo.InvariantCulture, statement, names).Append(";\n");
        _values.AddRange(values);
    }
}
