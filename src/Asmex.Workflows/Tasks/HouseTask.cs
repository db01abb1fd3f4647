using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>What the house itself asks for when something needs a person.</summary>
internal sealed record HouseTask(string Role, string Region, Wording Title, Wording Instructions, int WorkingDays, Guid? FirmId = null);
