using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Web.Setup;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Web.Api;

/// <summary>Who may call what: read from the routes, so that a new one without a rule fails.</summary>
public sealed class AccessTests(ApiHouse house) : IClassFixture<ApiHouse>
{
    private static readonly string[] _reads = [Roles.Administrator, Roles.Auditor, Roles.Coordinator];
    private static readonly string[] _writes = [Roles.Administrator, Roles.Coordinator];

    public static TheoryData<string> AllRoles => [.. Roles.OfAccounts];

    [Fact]
    public void Each_route_names_its_roles()
    {
        var breaches = Routes().Where(e => e.RoutePattern.RawText != "/elsa/api/{**rest}").Select(e => (Route: e.RoutePattern.RawText!, Roles: RolesOf(e)))
            .Where(e => !e.Roles.SequenceEqual(_reads) && !e.Roles.SequenceEqual(_writes) && !e.Roles.SequenceEqual([Roles.Administrator])).ToList();

        Assert.Equal([], breaches);
    }

    [Theory]
    [MemberData(nameof(AllRoles))]
    public async Task A_route_is_not_there_for_whom_it_does_not_name(string role)
    {
        using var caller = await house.CallAsync(role);
        var breaches = new List<string>();
        foreach (var route in Routes().Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>() is not null && !RolesOf(e).Contains(role)))
        {
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                var answer = await caller.SendAsync(new HttpMethod(method), Filled(route), method == "GET" ? null : "{}");
                if (answer.Status != HttpStatusCode.NotFound || answer.Text.Length > 0)
                {
                    breaches.Add($"{method} {route.RoutePattern.RawText}: {(int)answer.Status} {answer.Text}");
                }
            }
        }

        Assert.Equal([], breaches);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public async Task Without_a_token_nothing_answers_but_401(string? token)
    {
        using var stranger = new ApiCaller(house.Address, token);

        foreach (var route in Routes().Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>() is not null))
        {
            var answer = await stranger.SendAsync(new HttpMethod(route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]), Filled(route), null);
            Assert.Equal((route.RoutePattern.RawText, HttpStatusCode.Unauthorized), (route.RoutePattern.RawText, answer.Status));
        }
    }

    [Fact]
    public async Task A_cookie_opens_no_route_of_the_API_and_a_token_no_page()
    {
        using var visitor = house.Visitor();
        await visitor.SignInAsync(Roles.Coordinator);
        using var byCookie = await visitor.Http.GetAsync(new Uri("/elsa/api/workflow-definitions", UriKind.Relative));
        using var caller = await house.CallAsync(Roles.Coordinator);
        using var bare = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = house.Address };
        bare.DefaultRequestHeaders.Authorization = new("Bearer", caller.Token);
        using var byToken = await bare.GetAsync(new Uri("/definitions", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Redirect), (byCookie.StatusCode, byToken.StatusCode));
    }

    [Fact]
    public async Task A_token_ends_and_falls_with_the_account()
    {
        using var caller = await house.CallAsync(Roles.Auditor);
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/features/installed")).Status);

        house.Clock.Advance(TimeSpan.FromMinutes(10));
        var late = (await caller.GetAsync("/features/installed")).Status;
        using var again = await house.CallAsync(Roles.Auditor);
        await using (var scope = house.Scope())
        {
            await scope.Db.Users.Where(p => scope.Db.Set<Appointment>().Any(a => EF.Property<Guid>(a, "PersonId") == p.Id && a.Role == Roles.Auditor))
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.SecurityStamp, "another"));
        }

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (late, (await again.GetAsync("/features/installed")).Status));
    }

    [Fact]
    public async Task A_token_is_minted_only_for_a_form_of_who_is_signed_in()
    {
        using var visitor = house.Visitor();
        var home = await visitor.SignInAsync(Roles.Coordinator);
        var form = home.One<IHtmlInputElement>("input[name=__RequestVerificationToken]").Value;
        using var stranger = house.Visitor();

        Assert.NotNull(await ApiCaller.MintAsync(visitor.Http, form, "w"));
        Assert.Null(await ApiCaller.MintAsync(visitor.Http, "none", "w"));
        Assert.Null(await ApiCaller.MintAsync(visitor.Http, form, new string('w', 41)));
        Assert.Null(await ApiCaller.MintAsync(stranger.Http, form, "w"));
    }

    private IEnumerable<RouteEndpoint> Routes() => house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText!.StartsWith("/elsa/api/", StringComparison.Ordinal));

    private static IEnumerable<string> RolesOf(RouteEndpoint route) => (route.Metadata.GetMetadata<ForRolesAttribute>()?.OneOf ?? []).Order(StringComparer.Ordinal);

    private static string Filled(RouteEndpoint route) => string.Join('/', route.RoutePattern.RawText!["/elsa/api".Length..].Split('/').Select(part => part.StartsWith('{') ? "plan" : part));
}
