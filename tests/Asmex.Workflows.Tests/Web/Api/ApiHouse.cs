namespace Asmex.Workflows.Tests.Web.Api;

/// <summary>The demonstrated program with callers of its API that are in no hurry to be slow.</summary>
public class ApiHouse : DemonstratedHouse
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("Studio:CallsPerMinute", "100000")];

    internal Task<ApiCaller> CallAsync(string role, string name = "") => ApiCaller.AsAsync(this, role, name);
}
