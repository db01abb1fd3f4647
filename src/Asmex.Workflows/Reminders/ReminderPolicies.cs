using Asmex.Workflows.Approvals;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tasks;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Reminders;

/// <summary>The reminders in force, read once at start from <c>policies/reminders.json</c> of the definitions' folder.</summary>
public sealed class ReminderPolicies(IOptions<RunningOptions> options)
{
    private readonly Lazy<ReminderPolicy> _usual = new(() => Read(Path.Combine(options.Value.DefinitionsPath, "policies", "reminders.json")));

    /// <exception cref="FormatException">The file is no policy; the message names file and place.</exception>
    public ReminderPolicy Usual => _usual.Value;

    public IReadOnlyList<ReminderStep> Of(TaskKind kind) => kind switch
    {
        TaskKind.PreparePlan => Usual.PreparePlan,
        TaskKind.ValidatePlan => Usual.ValidatePlan,
        _ => Usual.Form,
    };

    public IReadOnlyList<ReminderStep> Of(ApprovalKind kind) => kind == ApprovalKind.Budget ? Usual.Budget : Usual.Content;

    private static ReminderPolicy Read(string path)
    {
        try
        {
            return ReminderPolicy.Read(File.ReadAllText(path));
        }
        catch (FormatException problem)
        {
            throw new FormatException($"{path} {problem.Message}", problem);
        }
    }
}
