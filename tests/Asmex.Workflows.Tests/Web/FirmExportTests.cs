using Asmex.Workflows.Firms;
using Asmex.Workflows.Tests.Firms.Imports;
using MiniExcelLibs;

namespace Asmex.Workflows.Tests.Web;

public sealed class FirmExportTests
{
    [Fact]
    public async Task Gives_out_the_firms_that_a_person_sees_and_nothing_that_a_spreadsheet_would_run()
    {
        await using var site = await Site.OpenAsync();
        await site.House.RunAsync<AddFirm>(add => add.RunAsync(new FirmDraft("=1+2", Journey.House.SoussMassa, SectorCatalog.Other), null, "test", site.House.As("coordinator"), default));
        var delegated = await site.AsAsync("delegate");

        var csv = await delegated.Http.GetStringAsync(new Uri("/firms/export.csv", UriKind.Relative));
        await using var workbook = await delegated.Http.GetStreamAsync(new Uri("/firms/export.xlsx?q=argan%20tiznit", UriKind.Relative));
        using var copy = new MemoryStream();
        await workbook.CopyToAsync(copy);

        Assert.Contains("Argan Tiznit", csv, StringComparison.Ordinal);
        Assert.Contains("'=1+2", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Textile Oriental", csv, StringComparison.Ordinal);
        var row = Assert.Single(copy.Query(useHeaderRow: true).Cast<IDictionary<string, object>>());
        Assert.Contains("Argan Tiznit", row.Values);
        Assert.Equal("/account/sign-in", (await site.Stranger().GoAsync("/firms/export.csv")).Address.AbsolutePath);
    }

    [Fact]
    public async Task What_is_given_out_is_read_as_it_was()
    {
        await using var site = await Site.OpenAsync();
        var draft = new FirmDraft("Atlas Cuir", Journey.House.SoussMassa, SectorCatalog.Other) { TradeRegister = "4359", Court = "Agadir", TaxId = "12345678", Cnss = "1234567", WomenLed = true, Staff = 1200 };
        await site.House.RunAsync<AddFirm>(add => add.RunAsync(draft, null, "test", site.House.As("coordinator"), default));
        var delegated = await site.AsAsync("delegate");

        var csv = await delegated.Http.GetStringAsync(new Uri("/firms/export.csv", UriKind.Relative));

        var read = (await Judged.TextAsync(csv)).Single(r => r.Reading.Draft?.Name == "Atlas Cuir").Reading.Draft!;
        Assert.Equal(("4359", "Agadir", "12345678", "1234567", true, 1200), (read.TradeRegister, read.Court, read.TaxId, read.Cnss, read.WomenLed, read.Staff));
    }
}
