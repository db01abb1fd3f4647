using Asmex.Workflows.Running;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Approvals;

/// <summary>The policy that comes with the program: <c>policies/money.json</c> of the definitions' folder, read once.</summary>
public sealed class PolicyFile(IOptions<RunningOptions> options)
{
    private readonly Lazy<ApprovalPolicy> _policy = new(() => Read(Path.Combine(options.Value.DefinitionsPath, "policies", "money.json")));

    /// <exception cref="FormatException">The file is no policy; the message names file and place.</exception>
    public ApprovalPolicy Policy => _policy.Value;

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
