namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>Values of the parameters after the database; the test runs once for each row.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RowAttribute(params object?[] values) : Attribute
{
    public IReadOnlyList<object?> Values { get; } = values;
}
