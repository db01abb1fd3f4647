using System.Net;
using Asmex.Workflows.Web.Setup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Hosting;

namespace Asmex.Workflows.Tests.Web;

public sealed class HeadersTests(DemonstratedHouse house) : IClassFixture<DemonstratedHouse>
{
    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/nothing-of-this-name")]
    [InlineData("/healthz/live")]
    [InlineData("/mark.svg")]
    public async Task Every_answer_forbids_what_is_not_ours(string path)
    {
        using var visitor = house.Visitor();

        var answer = await visitor.Http.GetAsync(new Uri(path, UriKind.Relative));

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task An_answer_that_is_begun_again_forbids_the_same()
    {
        using var host = await new HostBuilder().ConfigureWebHost(web => web.UseSetting(WebHostDefaults.PreventHostingStartupKey, "true").UseTestServer().Configure(app => app.UseMiddleware<SecurityHeaders>().Run(context =>
        {
            context.Response.Clear();
            return context.Response.WriteAsync("again");
        }))).StartAsync();

        var answer = await host.GetTestClient().GetAsync(new Uri("/", UriKind.Relative));

        Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
    }

    [Fact]
    public async Task The_program_says_that_it_lives_and_is_ready()
    {
        using var visitor = house.Visitor();

        var live = await visitor.Http.GetAsync(new Uri("/healthz/live", UriKind.Relative));
        var ready = await visitor.Http.GetAsync(new Uri("/healthz/ready", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("""{"status":"Healthy","checks":{"database":"Healthy","mail":"Healthy"}}""", await ready.Content.ReadAsStringAsync());
    }
}
