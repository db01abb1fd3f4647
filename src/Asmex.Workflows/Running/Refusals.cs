namespace Asmex.Workflows.Running;

/// <summary>The deliveries of an act that failed in an earlier attempt at it, and why: this time their receivers get an incident. To begin the act anew is
/// what leaves nothing of them behind, neither in the database nor in what was read of it.</summary>
internal sealed class Refusals
{
    // Each costs one more attempt. Of an act that so many receivers cannot take, the act itself is refused.
    private const int Most = 50;

    private readonly Dictionary<string, DeliveryRefusedException> _byBookmark = [];

    public bool IsFull => _byBookmark.Count == Most;

    public DeliveryRefusedException? Of(string bookmarkId) => _byBookmark.GetValueOrDefault(bookmarkId);

    public DeliveryRefusedException Note(string bookmarkId, Exception problem) => _byBookmark[bookmarkId] = new DeliveryRefusedException(problem);
}
