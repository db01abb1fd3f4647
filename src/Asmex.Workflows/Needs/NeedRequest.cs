namespace Asmex.Workflows.Needs;

/// <param name="ActionId">The action in which it came up, where there is one.</param>
public sealed record NeedRequest(
    Guid FirmId, NeedCategory Category, string Text, NeedUrgency Urgency = NeedUrgency.Normal, NeedSource Source = NeedSource.Delegate, Guid? ActionId = null);
