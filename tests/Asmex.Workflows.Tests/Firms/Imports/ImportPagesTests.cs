using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Firms.Imports.Committing;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Web;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Firms.Imports;

/// <summary>An import at which two people look: who comes second is answered in words.</summary>
public sealed class ImportPagesTests(FilingHouse house) : IClassFixture<FilingHouse>
{
    private static readonly Actor _coordinator = new(Guid.CreateVersion7(), "Nadia Berrada", "fr", [new Holding(Roles.Coordinator, null)]);

    [Fact]
    public async Task Its_columns_its_commit_and_its_stop_are_each_settled_once()
    {
        var import = await TakenAsync(";Zellige de Talmest;;Souss-Massa;Agadir;;3;;info@zellige-talmest.example;;;;");
        using var visitor = house.Visitor();
        await visitor.SignInAsync(Roles.Coordinator);

        var taken = await visitor.GoAsync($"/firms/imports/{import}");
        await visitor.SendAsync(taken, taken.ButtonOf("map"));
        var mapped = await visitor.SendAsync(taken, taken.ButtonOf("map"));
        await WorkAsync();
        var whole = await visitor.GoAsync($"/firms/imports/{import}");
        var committing = await visitor.SendAsync(whole, whole.ButtonOf("commit"));
        var committed = await visitor.SendAsync(whole, whole.ButtonOf("commit"));
        await WorkAsync();
        var stopped = await visitor.SendAsync(committing, committing.ButtonOf("stop"));

        Assert.All([mapped, committed, stopped], late => Assert.Contains("« chambre.csv » n'en est plus là", late.Text(), StringComparison.Ordinal));
        await using var scope = house.Scope();
        Assert.Equal(ImportState.Committed, (await scope.Db.Set<FirmImport>().SingleAsync(i => i.Id == import)).State);
    }

    [Fact]
    public async Task A_row_that_is_judged_again_while_it_is_mended_keeps_what_was_typed()
    {
        var import = await TakenAsync(";Zellige de Tata;;Souss-Massa;Tata;;3;;;;;;", ";Tapis de Tata;;Souss-Massa;Tata;;4;;;;;;");
        await using (var scope = house.Scope())
        {
            var mapping = (await scope.Db.Set<FirmImport>().AsNoTracking().SingleAsync(i => i.Id == import)).Mapping;
            await scope.Get<MapImport>().RunAsync(import, mapping.Fields, _coordinator, default);
        }

        await WorkAsync();
        using var visitor = house.Visitor();
        await visitor.SignInAsync(Roles.Coordinator);
        var row = await visitor.GoAsync($"/firms/imports/{import}/rows/2");
        await using (var scope = house.Scope())
        {
            await scope.Get<MendRow>().RunAsync(import, 3, ["", "Tapis de Tata SARL", "", "Souss-Massa", "Tata", "", "4", "", "", "", "", "", ""], _coordinator, default);

            // The check begins by taking away what it judges anew.
            await scope.Db.Set<ImportRow>().Where(r => r.ImportId == import && !r.IsMended).ExecuteDeleteAsync();
        }

        var late = await visitor.SendAsync(row, row.ButtonOf("row"), ("cell-1", "Zellige de Tata SARL"));

        Assert.Contains("n'en est plus là", late.Text(), StringComparison.Ordinal);
        Assert.Equal("Zellige de Tata SARL", late.One<IHtmlInputElement>("input[name='cell-1']").Value);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GoAsync($"/firms/imports/{import}/rows/2")).Status);
    }

    [Fact]
    public async Task A_row_that_the_registry_already_held_is_named_with_the_reason()
    {
        const string row = ";Zellige de Massa;;Souss-Massa;Agadir;;3;;info@zellige-massa.example;;;;";
        var (first, second) = (await CheckedAsync(row), await CheckedAsync(row));
        await CommittedAsync(first);
        await CommittedAsync(second);
        using var visitor = house.Visitor();
        await visitor.SignInAsync(Roles.Coordinator);

        var page = await visitor.GoAsync($"/firms/imports/{second}");
        var left = await visitor.GoAsync($"/firms/imports/{second}?verdict=Skipped");

        Assert.Equal("Non reprises (1)", page.One<IHtmlAnchorElement>("a[href$='verdict=Skipped']").TextContent.Trim());
        var reason = left.One<IHtmlElement>("tbody tr").TextContent;
        Assert.Contains("Zellige de Massa", reason, StringComparison.Ordinal);
        Assert.Contains("Non reprise : depuis la vérification, le registre a changé", reason, StringComparison.Ordinal);
    }

    private async Task<Guid> CheckedAsync(string row)
    {
        var import = await TakenAsync(row);
        await using (var scope = house.Scope())
        {
            var mapping = (await scope.Db.Set<FirmImport>().AsNoTracking().SingleAsync(i => i.Id == import)).Mapping;
            await scope.Get<MapImport>().RunAsync(import, mapping.Fields, _coordinator, default);
        }

        await WorkAsync();
        return import;
    }

    private async Task CommittedAsync(Guid import)
    {
        await using (var scope = house.Scope())
        {
            await scope.Get<CommitImport>().RunAsync(import, _coordinator, default);
        }

        await WorkAsync();
    }

    private async Task<Guid> TakenAsync(params string[] rows)
    {
        await using var scope = house.Scope();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\r\n", [Judged.Header, .. rows])));
        return (await scope.Get<TakeImport>().RunAsync("chambre.csv", content, "Chambre d'essai", _coordinator, default)).Id;
    }

    private async Task WorkAsync()
    {
        await using var scope = house.Scope();
        await scope.Get<WorkOnImports>().RunAsync(default);
    }
}
