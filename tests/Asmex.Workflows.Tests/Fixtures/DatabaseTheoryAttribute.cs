using Xunit.Sdk;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>Runs a test on each database, named by its first parameter; <see cref="RowAttribute"/> fills the others.</summary>
/// <remarks>Without PostgreSQL that half is skipped with the reason, but fails where CI=true.</remarks>
[XunitTestCaseDiscoverer("Asmex.Workflows.Tests.Fixtures.DatabaseTheoryDiscoverer", "Asmex.Workflows.Tests")]
public sealed class DatabaseTheoryAttribute : FactAttribute;
