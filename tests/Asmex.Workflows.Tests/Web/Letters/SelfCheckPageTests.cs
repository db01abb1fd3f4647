using AngleSharp.Html.Dom;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.SelfChecks;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Letters.SelfChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Tests.Web.Letters;

/// <summary>The page of the self-check, with a DNS server of the test's own and the program's own one-click button.</summary>
public sealed class SelfCheckPageTests(DemonstratedHouse house) : IClassFixture<DemonstratedHouse>
{
    [Fact]
    public async Task An_administrator_looks_and_reads_what_to_do_and_the_button_of_mail_programs_really_works()
    {
        using var names = new NameServer();
        names.Text("asmex.example", "v=spf1 mx -all");
        house.Services.GetRequiredService<IOptions<SelfCheckOptions>>().Value.Resolver = names.Address;
        var mail = house.Services.GetRequiredService<IOptions<MailOptions>>().Value;
        (mail.From, mail.PublicUrl) = ("invitations@asmex.example", house.Address.ToString().TrimEnd('/'));
        await using var before = house.Scope();
        var counts = (await before.Db.Set<OutreachLink>().CountAsync(), await before.Db.Set<Suppression>().CountAsync());
        using var visitor = house.Visitor();
        await visitor.SignInAsync(Roles.Administrator);
        var page = await visitor.GoAsync("/letters/self-check");
        Assert.Contains("n’a pas encore eu lieu", page.Text(), StringComparison.Ordinal);

        var looked = await visitor.SendAsync(page, page.One<IHtmlButtonElement>("main form button.main"));

        Assert.Contains("Le bouton « se désabonner » agit aussitôt.", looked.Text(), StringComparison.Ordinal);
        Assert.Contains("Aucune clé DKIM à asmex._domainkey.asmex.example", looked.Text(), StringComparison.Ordinal);
        Assert.Contains("En production, les invitations attendraient.", looked.Text(), StringComparison.Ordinal);
        await using var after = house.Scope();
        Assert.Equal(counts, (await after.Db.Set<OutreachLink>().CountAsync(), await after.Db.Set<Suppression>().CountAsync()));
    }
}
