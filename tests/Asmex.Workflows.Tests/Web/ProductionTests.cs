using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Asmex.Workflows.People;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web;

public sealed class ProductionTests(ProductionHouse house) : IClassFixture<ProductionHouse>
{
    [Fact]
    public async Task There_is_no_account_and_no_door_without_a_password()
    {
        using var visitor = house.Visitor();
        using var body = new FormUrlEncodedContent([new("person", Guid.NewGuid().ToString())]);

        var door = await visitor.GoAsync("/account/sign-in");
        var answer = await visitor.Http.PostAsync(new Uri("/account/demonstration", UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.OK, door.Status);
        Assert.Empty(door.Page.QuerySelectorAll("[data-role]"));
        Assert.Equal("/account/sign-in", answer.RequestMessage!.RequestUri!.AbsolutePath);
        await using var scope = house.Scope();
        Assert.False(await scope.Db.Users.AnyAsync(p => p.Email != "s.tahiri@asmex.example"));
    }

    [Fact]
    public async Task The_cookie_of_a_person_travels_only_over_tls()
    {
        await using (var scope = house.Scope())
        {
            await scope.Get<CreateAdministrator>().RunAsync(new NewPerson("Salma Tahiri", null, "s.tahiri@asmex.example", "fr"), "une longue phrase", Actor.House, default);
        }

        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = house.Address };
        var door = new HtmlParser().ParseDocument(await http.GetStringAsync(new Uri("/account/sign-in", UriKind.Relative)));
        var token = door.QuerySelector<IHtmlInputElement>("main input[name=__RequestVerificationToken]")!.Value;
        using var body = new FormUrlEncodedContent(
        [
            new("_handler", "sign-in"), new("__RequestVerificationToken", token), new("Form.Email", "s.tahiri@asmex.example"), new("Form.Password", "une longue phrase"),
        ]);

        var answer = await http.PostAsync(new Uri("/account/sign-in", UriKind.Relative), body);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("asmex.person=", StringComparison.Ordinal));
        Assert.Contains("; secure", cookie, StringComparison.Ordinal);
        Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
    }
}
