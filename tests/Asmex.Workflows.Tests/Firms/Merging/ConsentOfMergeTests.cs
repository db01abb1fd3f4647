using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Firms.Merging;

/// <summary>What becomes of consents that change between a merge and its undo.</summary>
public sealed class ConsentOfMergeTests
{
    private static readonly Consent _since = new(ConsentBasis.Given, new DateOnly(2027, 1, 4), "Visite du 4 janvier");

    [DatabaseTheory]
    public async Task A_consent_that_was_withdrawn_since_does_not_come_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database, Given.Contact, Given.Contact with { Consent = null });

        var full = await ChangedAndUndoneAsync(database, twins, consent: null);

        Assert.Null(full.Consent);
    }

    [DatabaseTheory]
    [Row(true)]
    [Row(false)]
    public async Task A_consent_that_was_given_since_stays(DatabaseKind kind, bool hadOne)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database, hadOne ? Given.Contact : Given.Contact with { Consent = null }, Given.Contact);

        var full = await ChangedAndUndoneAsync(database, twins, _since);

        Assert.Equal(_since, full.Consent);
    }

    private static async Task<Contact> ChangedAndUndoneAsync(TestDatabase database, Twins twins, Consent? consent)
    {
        var merge = await twins.MergeAsync(database);
        var contact = Assert.Single((await twins.FilesAsync(database)).Full.Contacts);
        await database.RunAsync<ChangeContact, Contact>(verb => verb.RunAsync(twins.Full.Id, contact.Id, Given.Contact with { Consent = consent }, Given.Delegate, default));
        await database.RunAsync<UndoMerge>(verb => verb.RunAsync(merge.Id, Given.Delegate, default));
        return Assert.Single((await twins.FilesAsync(database)).Full.Contacts);
    }
}
