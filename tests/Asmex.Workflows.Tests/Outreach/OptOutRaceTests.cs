using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Receiving;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Rights;
using Asmex.Workflows.Tests.Firms;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Letters.Receiving;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Outreach;

/// <summary>Somebody takes the way out of a letter, and the same address is barred at the same time by another door: both are done, and neither is refused.</summary>
public sealed class OptOutRaceTests
{
    private const string Address = "person0@coop.example";

    private static readonly Actor _coordinator = new(Guid.CreateVersion7(), "Nadia Berrada", "fr", [new Holding(Roles.Coordinator, null)]);

    [PostgresFact]
    public async Task By_the_same_way_out()
    {
        await using var fair = await Fair.OpenAsync(DatabaseKind.Postgres);

        await BesideTheWayOutAsync(fair, () => LeaveAsync(fair));
    }

    [PostgresFact]
    public async Task By_a_person_of_the_house()
    {
        await using var fair = await Fair.OpenAsync(DatabaseKind.Postgres);
        var contact = (await fair.AllAsync<Contact>()).Single(c => c.Email == Address).Id;

        await BesideTheWayOutAsync(fair, () => fair.Database.RunAsync<OptOut>(verb => verb.RunAsync(contact, "appel", Given.Delegate, default)));
    }

    [PostgresFact]
    public async Task By_a_report_of_spam()
    {
        await using var fair = await Fair.OpenAsync(DatabaseKind.Postgres);
        var letter = (await fair.AllAsync<Letter>()).Single(l => l.Address == Address).Id;

        await BesideTheWayOutAsync(fair, () => fair.Database.RunAsync<TakeInMail>(verb => verb.RunAsync(Sample.Of("Complaint-arf-abuse", letter, Address), default)));
    }

    [PostgresFact]
    public async Task By_an_objection_that_is_granted()
    {
        await using var fair = await Fair.OpenAsync(DatabaseKind.Postgres);
        var request = await FileAsync(fair, RightsKind.Objection);

        await BesideTheWayOutAsync(fair, () => fair.Database.RunAsync<SettleRightsRequest>(verb => verb.RunAsync(request, false, "Plus de messages", _coordinator, default)));
    }

    [PostgresFact]
    public async Task By_an_erasure()
    {
        await using var fair = await Fair.OpenAsync(DatabaseKind.Postgres);
        var request = await FileAsync(fair, RightsKind.Erasure);

        await BesideTheWayOutAsync(fair, () => fair.Database.RunAsync<ErasePerson>(verb => verb.RunAsync(request, _coordinator, default)));
    }

    // Both write to the contact: neither gets further before the other has begun.
    private static async Task BesideTheWayOutAsync(Fair fair, Func<Task> other)
    {
        await using var scope = fair.Database.Scope();
        await using var stop = await scope.Db.Database.BeginTransactionAsync();
        Assert.Equal(1, await scope.Db.Set<Contact>().Where(c => c.Email == Address).ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, c => c.Name)));

        var leave = Task.Run(() => LeaveAsync(fair));
        await fair.Database.ComeToALockAsync(leave);
        var beside = Task.Run(other);
        await fair.Database.ComeToALockAsync(leave, beside);
        await stop.CommitAsync();

        await leave;
        await beside;
        Assert.Equal(SuppressionReason.OptedOut, Assert.Single(await fair.AllAsync<Suppression>()).Reason);
        Assert.Equal(InvitationState.OptedOut, Assert.Single(await fair.AllAsync<Invitation>(), i => i.State != InvitationState.Invited).State);
    }

    private static Task LeaveAsync(Fair fair)
    {
        var token = fair.TokenOf(0);
        return fair.Database.RunAsync<LeaveOutreach>(verb => verb.RunAsync(token, "List-Unsubscribe", default));
    }

    private static async Task<Guid> FileAsync(Fair fair, RightsKind kind)
    {
        var draft = new RightsDraft(kind, "Madame 0", new DateOnly(2027, 1, 4), Address);
        return (await fair.Database.RunAsync<FileRightsRequest, RightsRequest>(verb => verb.RunAsync(draft, _coordinator, default))).Id;
    }
}
