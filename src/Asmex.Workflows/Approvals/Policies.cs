using Asmex.Workflows.Running;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Approvals;

/// <summary>The policy in force, read once at start from <c>policies/money.json</c> of the definitions' folder.</summary>
public sealed class Policies(IOptions<RunningOptions> options)
{
    private readonly Lazy<ApprovalPolicy> _money = new(() => Read(Path.Combine(options.Value.DefinitionsPath, "policies", "money.json")));

    /// <exception cref="FormatException">The file is no policy; the message names file and place.</exception>
    public ApprovalPolicy Money => _money.Value;

    private static ApprovalPolicy Read(string path)
    {
        try
        {
            return ApprovalPolicy.Read(File.ReadAllText(path));
        }
        catch (FormatException problem)
        {
            throw new FormatException($"{path} {problem.Message}", problem);
        }
    }
}
