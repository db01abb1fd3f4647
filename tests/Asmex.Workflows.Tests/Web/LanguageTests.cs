using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web;

public sealed class LanguageTests(DemonstratedHouse house) : IClassFixture<DemonstratedHouse>
{
    [Fact]
    public async Task Choosing_a_language_is_remembered_with_the_person_and_comes_back_to_the_page()
    {
        using var visitor = house.Visitor();
        await visitor.SignInAsync(Roles.Auditor);
        var page = await visitor.GoAsync("/account");

        var arabic = await visitor.SendAsync(page, page.One<IHtmlButtonElement>("button[name=language][value=ar]"));

        Assert.Equal("/account", arabic.Address.AbsolutePath);
        Assert.Equal("rtl", arabic.Page.DocumentElement.GetAttribute("dir"));
        using var elsewhere = house.Visitor();
        Assert.Equal("ar", (await elsewhere.SignInAsync(Roles.Auditor)).Page.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Asking_for_a_language_in_the_address_holds_for_that_page_alone()
    {
        using var visitor = house.Visitor();

        var english = await visitor.GoAsync("/account/sign-in?lang=en");
        var next = await visitor.GoAsync("/account/sign-in");

        Assert.Equal("en", english.Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("fr", next.Page.DocumentElement.GetAttribute("lang"));
        Assert.DoesNotContain("lang=", english.One<IHtmlInputElement>("input[name=back]").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_form_comes_back_filled_with_its_errors_tied_to_the_fields()
    {
        using var visitor = house.Visitor();
        await visitor.SignInAsync(Roles.Administrator);
        var form = await visitor.GoAsync("/people/new?lang=fr");

        var refused = await visitor.SendAsync(form, form.One<IHtmlButtonElement>("main form button.main"), [("Name", "Salma Tahiri"), ("Email", "salma")]);

        var email = refused.One<IHtmlInputElement>("input[type=email]");
        Assert.Equal("Salma Tahiri", refused.One<IHtmlInputElement>("input[name$=Name]").Value);
        Assert.Equal(("salma", "true"), (email.Value, email.GetAttribute("aria-invalid")));
        var said = email.GetAttribute("aria-describedby")!.Split(' ').Select(id => refused.Page.GetElementById(id)!.TextContent);
        Assert.Contains(said, text => text.Contains("adresse électronique complète", StringComparison.Ordinal));
        await using var scope = house.Scope();
        Assert.False(await scope.Db.Users.AnyAsync(p => p.Name == "Salma Tahiri"));
    }
}
