using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Web;

/// <summary>What is true of every page; pages with an id in their address are for the tests of their slice.</summary>
public sealed partial class PagesTests(DemonstratedHouse house) : IClassFixture<DemonstratedHouse>
{
    public static IEnumerable<object[]> RolesAndLanguages => from role in Roles.OfAccounts from language in Languages.All select new object[] { role, language };

    [Theory]
    [MemberData(nameof(RolesAndLanguages))]
    public async Task Every_page_is_well_made_in_every_language(string role, string language)
    {
        using var visitor = house.Visitor();
        var home = await visitor.SignInAsync(role);
        await visitor.SendAsync(home, home.One<IHtmlButtonElement>($"button[name=language][value={language}]"));

        foreach (var path in Paths(_ => true))
        {
            var sheet = await visitor.GoAsync(path);

            Assert.True(sheet.Status is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{path} answered {sheet.Status}");
            Check(sheet, path, language);
        }
    }

    [Fact]
    public async Task Without_an_account_only_the_pages_that_say_so_open()
    {
        using var visitor = house.Visitor();

        foreach (var path in Paths(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            Assert.Equal("/account/sign-in", (await visitor.GoAsync(path)).Address.AbsolutePath);
        }

        foreach (var path in Paths(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null))
        {
            Check(await visitor.GoAsync(path), path, Languages.French);
        }
    }

    [Fact]
    public async Task What_is_not_for_a_person_looks_like_what_does_not_exist()
    {
        using var visitor = house.Visitor();
        await visitor.SignInAsync(Roles.Delegate);

        var nowhere = await visitor.GoAsync("/nothing-of-this-name");

        foreach (var path in new[] { "/people", "/people/new", "/jobs", "/jobs/recurring", $"/people/{Guid.NewGuid()}" })
        {
            var hidden = await visitor.GoAsync(path);

            Assert.Equal(HttpStatusCode.NotFound, hidden.Status);
            Assert.Equal(nowhere.One<IElement>("main").TextContent, hidden.One<IElement>("main").TextContent);
        }
    }

    /// <summary>A build does not compress what it serves, a published program does: here each part is packed as the publication packs it.</summary>
    [Fact]
    public async Task The_first_page_weighs_at_most_sixty_kilobytes_with_everything_it_loads()
    {
        using var visitor = house.Visitor();
        var door = await visitor.GoAsync("/account/sign-in");
        var parts = door.Page.QuerySelectorAll("link[href], script[src], use[href]").Select(e => (e.GetAttribute("href") ?? e.GetAttribute("src")!).Split('#')[0]).Distinct();

        var weight = 0L;
        foreach (var part in parts.Append("account/sign-in"))
        {
            weight += Packed(await visitor.Http.GetByteArrayAsync(new Uri("/" + part, UriKind.Relative)));
        }

        Assert.InRange(weight, 30_000, 60 * 1024);
    }

    private static long Packed(byte[] part)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            brotli.Write(part);
        }

        return packed.Length;
    }

    private IEnumerable<string> Paths(Func<RouteEndpoint, bool> which) => house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && endpoint.RoutePattern.Parameters.Count == 0 && which(endpoint))
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Distinct().Order();

    private static void Check(Sheet sheet, string path, string language)
    {
        var page = sheet.Page;
        Assert.Equal((path, language, Languages.Direction(language)), (path, page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir")));
        Assert.True(page.QuerySelectorAll("script:not([src]), style, [style]").Length == 0, $"{path} carries script or style of its own");
        Assert.DoesNotContain(page.All.SelectMany(e => e.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        Assert.False(string.IsNullOrWhiteSpace(page.Title), $"{path} has no title");
        Assert.True(page.QuerySelectorAll("h1").Length <= 1, $"{path} has several first headings");
        Assert.DoesNotContain(page.QuerySelectorAll("[id]").GroupBy(e => e.Id), same => same.Count() > 1);
        Assert.All(page.QuerySelectorAll("input:not([type=hidden]), select, textarea"), input =>
            Assert.True(input.HasAttribute("aria-label") || input.Closest("label") is not null || page.QuerySelector($"label[for='{input.Id}']") is not null, $"{path}: {input.OuterHtml} has no label"));
        Assert.DoesNotMatch(KeyOfAText(), page.Body!.TextContent);
    }

    [GeneratedRegex(@"\b(Account|Errors|Field|Home|Language|People|Role|Section|Shell|State)\.[A-Z]\w+")]
    private static partial Regex KeyOfAText();
}
