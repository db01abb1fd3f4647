using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Running;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Approvals;

/// <summary>The policy that comes with the program: <c>policies/money.json</c> of the definitions' folder, read once.</summary>
public sealed class PolicyFile
{
    private readonly Lazy<ApprovalPolicy> _policy;
    private volatile IReadOnlyList<DefinitionFault> _faults = [];

    public PolicyFile(IOptions<RunningOptions> options)
    {
        Path = System.IO.Path.Combine(options.Value.DefinitionsPath, "policies", "money.json");
        _policy = new(() => Read(Path));
    }

    public string Path { get; }

    /// <exception cref="FormatException">The file is no policy; the message names file and place.</exception>
    public ApprovalPolicy Policy => _policy.Value;

    /// <summary>Why it was not taken in at start; none when it was.</summary>
    public IReadOnlyList<DefinitionFault> Faults => _faults;

    internal void Refuse(IReadOnlyList<DefinitionFault> faults) => _faults = faults;

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
