using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Web.Authorisation;

/// <summary>Every route of the program, every kind of user, the own region and another: generated from the routes, so that a new page without a rule fails.</summary>
public sealed partial class AuthorisationTests(DemonstratedHouse house) : IClassFixture<DemonstratedHouse>
{
    private const string Souss = "MA-09";
    private const string Oriental = "MA-02";

    /// <summary>A role, and the part of a name where one of several is meant: that officer works for three regions only.</summary>
    public static TheoryData<string, string> Kinds => new() { { Roles.Officer, "Anas" }, { Roles.Delegate, "Karim" }, { Roles.Officer, "Imane" }, { Roles.Coordinator, "" }, { Roles.Commission, "" },
        { Roles.Direction, "" }, { Roles.Treasurer, "" }, { Roles.Board, "" }, { Roles.Administrator, "" }, { Roles.Auditor, "" } };

    [Fact]
    public void Every_route_has_a_rule_and_every_rule_a_route()
    {
        var ruled = RouteRule.All.Select(r => r.Route).ToHashSet();

        Assert.Equal([], Routes().Except(ruled).Order());
        Assert.Equal([], ruled.Except(Routes()).Order());
    }

    [Fact]
    public async Task Without_an_account_every_other_route_leads_to_the_door()
    {
        using var visitor = house.Visitor();
        foreach (var rule in RouteRule.All.Where(r => !r.IsAnonymous && !IsForPostsOnly(r)))
        {
            Assert.Equal((rule.Route, "/account/sign-in"), (rule.Route, (await visitor.GoAsync(await PathAsync(rule, Souss))).Address.AbsolutePath));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_route_opens_to_those_its_rule_names_and_is_not_there_for_others(string role, string name)
    {
        using var visitor = house.Visitor();
        var home = await visitor.SignInAsync(role, name);
        var token = home.One<IHtmlInputElement>("input[name=__RequestVerificationToken]").Value;
        var actor = await ActorAsync(role, name);
        var breaches = new List<string>();
        foreach (var rule in RouteRule.All.Where(r => !r.IsAnonymous))
        {
            foreach (var region in rule.Thing is null ? [Souss] : new[] { Souss, Oriental })
            {
                var path = await PathAsync(rule, region);
                var opens = rule.OpensTo(actor, region);
                var seen = await StatusAsync(() => visitor.Http.GetAsync(new Uri(path, UriKind.Relative)));
                var posted = await StatusAsync(() => visitor.Http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("_handler", "none")])));
                var mayBeMissing = !opens || path.Contains(Guid.Empty.ToString(), StringComparison.Ordinal) || Unknown().IsMatch(path);
                if (!IsForPostsOnly(rule) && (opens ? seen is not (HttpStatusCode.OK or HttpStatusCode.NotFound) || (seen == HttpStatusCode.NotFound && !mayBeMissing) : seen != HttpStatusCode.NotFound))
                {
                    breaches.Add($"GET {rule.Route} in {region}: {(opens ? "opens" : "is hidden")} by its rule, answered {seen} ({path})");
                }

                if (!opens && posted is not (HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest))
                {
                    breaches.Add($"POST {rule.Route} in {region}: is hidden by its rule, answered {posted} ({path})");
                }
            }
        }

        Assert.True(breaches.Count == 0, $"{role} {name}\n{string.Join('\n', breaches)}");
    }

    private static async Task<HttpStatusCode> StatusAsync(Func<Task<HttpResponseMessage>> ask)
    {
        using var answer = await ask();
        return answer.StatusCode;
    }

    private IEnumerable<string> Routes() => house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
        .Where(r => !Machinery().IsMatch(r)).Distinct();

    private bool IsForPostsOnly(RouteRule rule) => house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => "/" + e.RoutePattern.RawText!.TrimStart('/') == rule.Route).All(e => e.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods && !methods.HttpMethods.Contains(HttpMethods.Get));

    private async Task<string> PathAsync(RouteRule rule, string region)
    {
        await using var scope = house.Scope();
        var id = rule.Thing is { } thing ? await Samples.OfAsync(scope.Db, thing, region) : null;
        return Parameter().Replace(rule.Route, match => match.Groups["kind"].Value switch
        {
            "int" => "1",
            "guid" => match.Groups["name"].Value is "Id" or "id" ? id ?? Guid.Empty.ToString() : Guid.Empty.ToString(),
            _ => id ?? "unknown",
        }) + rule.Query;
    }

    private async Task<Actor> ActorAsync(string role, string name)
    {
        await using var scope = house.Scope();
        var today = Zone.DateOf(house.Clock.GetUtcNow());
        return (await scope.Db.Users.AsNoTracking().OrderBy(p => p.Id).ToListAsync()).Where(p => p.Name.Contains(name, StringComparison.Ordinal)).Select(p => Actor.Of(p, today)).First(a => a.Is(role));
    }

    // What the framework and the machinery around the pages bring: their own tests look at them.
    [GeneratedRegex("^/(\\{|_framework|_blazor|_content|health|jobs|not-found|elsa/|studio/)")]
    private static partial Regex Machinery();

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<kind>\w+))?\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("/(unknown|1|why)(/|$)")]
    private static partial Regex Unknown();
}
