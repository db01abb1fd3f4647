using Xunit.Abstractions;
using Xunit.Sdk;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>Makes the test cases of <see cref="DatabaseTheoryAttribute"/>.</summary>
public sealed class DatabaseTheoryDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var rows = testMethod.Method.GetCustomAttributes(typeof(RowAttribute))
            .Select(row => ((IEnumerable<object?>)row.GetConstructorArguments().Single()).ToArray()).ToList();
        var display = discoveryOptions.MethodDisplayOrDefault();
        var displayOptions = discoveryOptions.MethodDisplayOptionsOrDefault();
        foreach (var kind in Enum.GetValues<DatabaseKind>())
        {
            var skip = factAttribute.GetNamedArgument<string>("Skip") ?? (kind == DatabaseKind.Postgres ? PostgresServer.ReasonToSkip : null);
            foreach (var row in rows.DefaultIfEmpty([]))
            {
                object?[] arguments = [kind, .. row];
                yield return skip is null
                    ? new XunitTestCase(diagnostics, display, displayOptions, testMethod, arguments)
                    : new XunitSkippedDataRowTestCase(diagnostics, display, displayOptions, testMethod, skip, arguments);
            }
        }
    }
}
