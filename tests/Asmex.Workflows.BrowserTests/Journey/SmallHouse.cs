using Asmex.Workflows.BrowserTests.Harness;
using Asmex.Workflows.Firms;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.BrowserTests.Journey;

/// <summary>The product without demonstration data: one person for each role in one region, and two firms.</summary>
public class SmallHouse : Product
{
    public const string SoussMassa = "MA-09";
    public const string ArganFirm = "Coopérative Argan Tiznit";
    public const string CitrusFirm = "Agrumes du Souss";
    public const string ArganAddress = "contact@argan.example";
    public const string CitrusAddress = "contact@agrumes.example";

    protected override bool IsDemonstrated => false;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().DateTime);
        await using var scope = Services.CreateAsyncScope();
        var people = Roles.OfAccounts.ToDictionary(role => role, role => new Person($"Personne {role}", $"{role}@asmex.example", "fr"));
        foreach (var (role, person) in people)
        {
            person.Appoint(role, role == Roles.Delegate ? SoussMassa : null, today.AddYears(-1));
        }

        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
        db.AddRange(people.Values);
        await db.SaveChangesAsync();
        var officer = Actor.Of(people[Roles.Officer], today);
        await AddFirmAsync(ArganFirm, "السيدة العلوي", "ar", ArganAddress, officer);
        await AddFirmAsync(CitrusFirm, "Monsieur Idrissi", "fr", CitrusAddress, officer);
    }

    private async Task AddFirmAsync(string name, string contact, string language, string address, Actor by)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AddFirm>().RunAsync(
            new FirmDraft(name, SoussMassa, SectorCatalog.All[0].Key), new ContactDraft(contact, language, address, EmailKind.Generic, IsMain: true), "test", by, default);
    }
}
