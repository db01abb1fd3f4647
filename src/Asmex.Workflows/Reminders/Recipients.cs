using Asmex.Workflows.Approvals;
using Asmex.Workflows.People;
using Asmex.Workflows.Tasks;

namespace Asmex.Workflows.Reminders;

/// <summary>Whom a reminder goes to when its time comes: who is the owner then, not who was when it was planned.</summary>
public sealed class Recipients(PeopleDirectory people)
{
    /// <summary>The role above that a step names; none for the owner.</summary>
    public static string? RoleOf(ReminderTo to) => to switch
    {
        ReminderTo.Manager => Roles.Direction,
        ReminderTo.Coordinator => Roles.Coordinator,
        _ => null,
    };

    public async Task<IReadOnlyList<Person>> OfAsync(PlanTask task, ReminderTo to, CancellationToken cancellation)
    {
        var owners = (task.DoerId ?? task.AssigneeId) is { } id ? await people.ByIdAsync([id], cancellation) : await people.HoldersAsync(task.AccountableRole, task.Region, cancellation);
        return await AboveAsync(owners, to, task.Region, cancellation);
    }

    public async Task<IReadOnlyList<Person>> OfAsync(Approval approval, ReminderTo to, CancellationToken cancellation)
    {
        var holders = new List<Person>();
        foreach (var role in approval.RolesAsked)
        {
            holders.AddRange(await people.HoldersAsync(role, approval.Region, cancellation));
        }

        return await AboveAsync([.. holders.DistinctBy(p => p.Id).Where(p => !approval.IsOutOfPlace(p.Id))], to, approval.Region, cancellation);
    }

    // Who is the owner is not also told as the owner's manager.
    private async Task<IReadOnlyList<Person>> AboveAsync(IReadOnlyList<Person> owners, ReminderTo to, string region, CancellationToken cancellation) =>
        RoleOf(to) is { } role ? [.. (await people.HoldersAsync(role, region, cancellation)).Where(p => owners.All(o => o.Id != p.Id))] : owners;
}
