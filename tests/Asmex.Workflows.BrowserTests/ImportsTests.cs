using Asmex.Workflows.BrowserTests.Harness;

namespace Asmex.Workflows.BrowserTests;

public sealed class ImportsTests(Product product) : IClassFixture<Product>
{
    private const string File = """
        N° ICE;Raison sociale;الاسم;Région;Ville;Effectif;E-mail;Téléphone;Accord e-mailing;Date accord
        910700001000028;Zellige Légumes Medina SARL;محيط للنسيج;Souss-Massa;Agadir;1;info@zellige.example;0581590830;oui;15/03/2024
        910700001000028;Zellige Légumes Medina SARL;محيط للنسيج;Souss-Massa;Agadir;1;info@zellige.example;0581590830;oui;15/03/2024
        10700026000032;Massa Négoce Henné SA;أركان للصناعة التقليدية;Souss-Massa;Taroudant;8;contact@massa.example;+212651505561;;
        910700024000086;Cuir Industries SA;أطلس للتجارة;MA-13;Tiznit;1;export@cuir.example;;oui;
        910700141000032;Argan Export;;سوس - ماسة;Tiznit;=2+3;contact(at)firme.ma;téléphone en attente;;
        """;

    [BrowserTheory]
    [InlineData("fr", Device.Desktop)]
    [InlineData("ar", Device.Phone)]
    public Task A_file_is_taken_mapped_checked_committed_and_undone(string language, Device device) => product.BrowseAsync(async visit =>
    {
        await visit.GoAsync("/account/sign-in");
        await visit.Page.Locator("button[data-role=delegate]").First.ClickAsync();
        await visit.Page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        await visit.GoAsync("/firms/imports/new");
        await visit.Page.Locator("input[type=file]").SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "chambre.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(File) });
        await visit.Page.Locator("input[name='Form.Sender']").FillAsync("Chambre de Souss-Massa");
        await Look(visit, $"import-new-{language}-{device}");
        await visit.Page.Locator("main form button.main").ClickAsync();
        await visit.Page.Locator("select[name=column-0]").WaitForAsync();
        await Look(visit, $"import-mapping-{language}-{device}");
        await visit.Page.Locator("main form button.main").ClickAsync();

        await visit.Page.Locator(".tabs").WaitForAsync(new() { Timeout = 60_000 });
        await Look(visit, $"import-checked-{language}-{device}");
        await visit.Page.Locator("tbody th a").Nth(2).ClickAsync();
        await visit.Page.Locator("input[name=cell-0]").WaitForAsync();
        await Look(visit, $"import-row-{language}-{device}");
        await visit.Page.Locator("main form a.button").ClickAsync();
        await visit.Page.Locator(".tabs").WaitForAsync();
        await visit.Page.Locator("main form button.main").ClickAsync();

        await visit.Page.Locator("a[href$='/undo']").WaitForAsync(new() { Timeout = 60_000 });
        await Look(visit, $"import-committed-{language}-{device}");
        await visit.Page.Locator("a[href$='/undo']").ClickAsync();
        await visit.Page.Locator("button.danger").WaitForAsync();
        await Look(visit, $"import-undo-{language}-{device}");
        await visit.Page.Locator("button.danger").ClickAsync();
        await visit.Page.Locator("main p > .state.done").WaitForAsync(new() { Timeout = 60_000 });
        await visit.GoAsync("/firms/imports");
        await Look(visit, $"imports-{language}-{device}");
    }, language, device);

    private static async Task Look(Visit visit, string picture)
    {
        await visit.PictureAsync(picture);
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{picture} scrolls sideways");
    }
}
