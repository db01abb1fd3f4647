using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web;

public sealed class SignInTests(DemonstratedHouse house) : IClassFixture<DemonstratedHouse>
{
    private const string Password = "une longue phrase simple";

    [Fact]
    public async Task A_page_asks_who_is_there_and_leads_back_to_itself()
    {
        var email = await PersonAsync(Roles.Administrator);
        using var visitor = house.Visitor();

        var door = await visitor.GoAsync("/people/new");
        var inside = await EnterAsync(visitor, door, email, Password);

        Assert.Equal("/account/sign-in", door.Address.AbsolutePath);
        Assert.Equal("/people/new", inside.Address.AbsolutePath);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task Signing_in_never_leads_to_another_site(string back)
    {
        var email = await PersonAsync(Roles.Administrator);
        using var visitor = house.Visitor();

        var inside = await EnterAsync(visitor, await visitor.GoAsync("/account/sign-in?back=" + Uri.EscapeDataString(back)), email, Password);

        Assert.Equal(house.Address.Authority, inside.Address.Authority);
        Assert.Equal("/people", inside.Address.AbsolutePath);
    }

    [Fact]
    public async Task Five_wrong_passwords_close_the_account_even_to_the_right_one()
    {
        var email = await PersonAsync(Roles.Administrator);
        using var visitor = house.Visitor();
        var door = await visitor.GoAsync("/account/sign-in");

        for (var attempt = 0; attempt < 5; attempt++)
        {
            door = await EnterAsync(visitor, door, email, "not the password");
        }

        var refused = await EnterAsync(visitor, door, email, Password);

        Assert.Equal("/account/sign-in", refused.Address.AbsolutePath);
        Assert.Contains("cinq essais", refused.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_sound_the_same_and_what_was_typed_stays()
    {
        var email = await PersonAsync(Roles.Administrator);
        using var visitor = house.Visitor();
        var door = await visitor.GoAsync("/account/sign-in");

        var wrong = await EnterAsync(visitor, door, email, "not the password");
        var unknown = await EnterAsync(visitor, door, "nobody@asmex.example", "not the password");

        Assert.Equal(wrong.One<IHtmlElement>("[role=alert]").TextContent, unknown.One<IHtmlElement>("[role=alert]").TextContent);
        Assert.Equal(email, wrong.One<IHtmlInputElement>("input[type=email]").Value);
    }

    [Fact]
    public async Task Who_is_suspended_is_out_at_the_next_request()
    {
        using var visitor = house.Visitor();
        var email = await PersonAsync(Roles.Administrator);
        await EnterAsync(visitor, await visitor.GoAsync("/account/sign-in"), email, Password);

        await using (var scope = house.Scope())
        {
            var id = await scope.Db.Users.Where(p => p.Email == email).Select(p => p.Id).SingleAsync();
            await scope.Get<SuspendPerson>().RunAsync(id, Actor.House, default);
        }

        var refused = await visitor.GoAsync("/people");
        var again = await EnterAsync(visitor, refused, email, Password);

        Assert.Equal("/account/sign-in", refused.Address.AbsolutePath);
        Assert.Equal("/account/sign-in", again.Address.AbsolutePath);
    }

    [Fact]
    public async Task A_role_counts_to_the_end_of_its_last_day()
    {
        house.Clock.SetUtcNow(new DateTimeOffset(2027, 1, 4, 23, 30, 0, TimeSpan.Zero));
        using var visitor = house.Visitor();
        var email = await PersonAsync(Roles.Administrator, lastDay: new DateOnly(2027, 1, 4));
        await EnterAsync(visitor, await visitor.GoAsync("/account/sign-in"), email, Password);

        var today = await visitor.GoAsync("/people");
        house.Clock.SetUtcNow(new DateTimeOffset(2027, 1, 5, 0, 0, 1, TimeSpan.Zero));
        var tomorrow = await visitor.GoAsync("/people");

        Assert.Equal(HttpStatusCode.OK, today.Status);
        Assert.Equal(HttpStatusCode.NotFound, tomorrow.Status);
    }

    [Fact]
    public async Task A_form_without_its_token_is_not_accepted()
    {
        using var visitor = house.Visitor();
        using var body = new FormUrlEncodedContent([new("back", "/")]);

        var answer = await visitor.Http.PostAsync(new Uri("/account/sign-out", UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<string> PersonAsync(string role, DateOnly? lastDay = null)
    {
        await using var scope = house.Scope();
        var email = $"{Guid.NewGuid():N}@asmex.example";
        var person = await scope.Get<CreatePerson>().RunAsync(new NewPerson("Salma Tahiri", null, email, "fr"), Actor.House, default);
        await scope.Get<AppointPerson>().RunAsync(new NewAppointment(person.Id, role, null, new DateOnly(2027, 1, 1), lastDay), Actor.House, default);
        var token = await scope.Get<OfferPassword>().RunAsync(person.Id, Actor.House, default);
        await scope.Get<ChoosePassword>().RunAsync(person.Id, token, Password, default);
        return email;
    }

    private static Task<Sheet> EnterAsync(Visitor visitor, Sheet door, string email, string password) =>
        visitor.SendAsync(door, door.One<IHtmlButtonElement>("main form button.main"), [("Email", email), ("Password", password)]);
}
