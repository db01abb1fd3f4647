using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>A button of a task: the port it leaves by and what the button says.</summary>
public sealed record TaskOutcome(string Name, Wording Label);
