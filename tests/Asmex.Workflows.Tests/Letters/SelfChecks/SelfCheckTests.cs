using System.Security.Cryptography;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.SelfChecks;
using Asmex.Workflows.Letters.Sending;
using Asmex.Workflows.Letters.Templates.Editing;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Asmex.Workflows.Tests.Letters.SelfChecks;

/// <summary>How the house looks at itself as receivers do, with a DNS server of the test's own.</summary>
[Trait("Part", "Long")]
public sealed class SelfCheckTests : IDisposable
{
    private const string Domain = "asmex.example";

    private readonly NameServer _names = new();
    private readonly RSA _key = RSA.Create(2048);

    private static Actor Administrator { get; } = new(Guid.CreateVersion7(), "Samira", "fr", [new Holding(Roles.Administrator, null)]);

    public void Dispose()
    {
        _names.Dispose();
        _key.Dispose();
    }

    [DatabaseTheory]
    public async Task A_sender_in_order_passes(DatabaseKind kind)
    {
        PublishAll();
        await using var room = await OpenAsync(kind);

        var results = await ResultsAsync(room);

        foreach (var checkedKind in new[] { CheckKind.Sender, CheckKind.Spf, CheckKind.Dkim, CheckKind.Dmarc, CheckKind.Alignment, CheckKind.ReverseName, CheckKind.Tls, CheckKind.Content })
        {
            Assert.True(results[checkedKind].Outcome == CheckOutcome.Passed, $"{checkedKind}: {results[checkedKind].Outcome}, {results[checkedKind].Words.Fr}");
        }
    }

    [DatabaseTheory]
    [Row("spf-missing", CheckKind.Spf, CheckOutcome.Blocks, "n’a pas d’enregistrement SPF")]
    [Row("spf-several", CheckKind.Spf, CheckOutcome.Blocks, "plusieurs enregistrements SPF")]
    [Row("spf-other", CheckKind.Spf, CheckOutcome.Blocks, "n’autorise pas 192.0.2.7")]
    [Row("spf-loop", CheckKind.Spf, CheckOutcome.Blocks, "plus de 10 recherches")]
    [Row("dkim-missing", CheckKind.Dkim, CheckOutcome.Blocks, "Aucune clé DKIM à asmex._domainkey.asmex.example")]
    [Row("dkim-other", CheckKind.Dkim, CheckOutcome.Blocks, "n’est pas celle qui signe")]
    [Row("dkim-revoked", CheckKind.Dkim, CheckOutcome.Blocks, "vide ou illisible")]
    [Row("dmarc-missing", CheckKind.Dmarc, CheckOutcome.Blocks, "n’a pas de DMARC")]
    [Row("dmarc-silent", CheckKind.Dmarc, CheckOutcome.Warns, "ne demande pas de rapports")]
    [Row("pointer-missing", CheckKind.ReverseName, CheckOutcome.Warns, "nom inverse")]
    public async Task What_is_wrong_in_the_names_is_said_with_what_to_do(DatabaseKind kind, string wrong, CheckKind where, CheckOutcome outcome, string said)
    {
        PublishAll(wrong);
        await using var room = await OpenAsync(kind);

        var result = (await ResultsAsync(room))[where];

        Assert.Equal((outcome, true), (result.Outcome, result.Words.Fr.Contains(said, StringComparison.Ordinal)));
    }

    [DatabaseTheory]
    public async Task A_sender_that_neither_SPF_nor_DKIM_speaks_for_is_blocked_and_one_of_both_warns(DatabaseKind kind)
    {
        PublishAll();
        _names.Text("relay.example", "v=spf1 ip4:192.0.2.7 -all");
        _names.Text("_dmarc.relay.example", "v=DMARC1; p=none; rua=mailto:a@relay.example");
        await using var half = await OpenAsync(kind, mail => mail.BouncesTo = "bounces@relay.example");
        Assert.Equal(CheckOutcome.Warns, (await ResultsAsync(half))[CheckKind.Alignment].Outcome);

        _names.Text("asmex._domainkey.relay.example", $"v=DKIM1; k=rsa; p={Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo())}");
        await using var none = await OpenAsync(kind, mail => mail.BouncesTo = "bounces@relay.example", services => services.Configure<DkimOptions>(dkim => dkim.Domain = "relay.example"));
        Assert.Equal(CheckOutcome.Blocks, (await ResultsAsync(none))[CheckKind.Alignment].Outcome);
    }

    [DatabaseTheory]
    public async Task A_subdomain_of_the_organisation_is_aligned(DatabaseKind kind)
    {
        PublishAll();
        _names.Text("bounces.asmex.example", "v=spf1 ip4:192.0.2.7 -all");
        await using var room = await OpenAsync(kind, mail => mail.BouncesTo = "b@bounces.asmex.example");

        Assert.Equal(CheckOutcome.Passed, (await ResultsAsync(room))[CheckKind.Alignment].Outcome);
    }

    [DatabaseTheory]
    public async Task A_resolver_that_is_away_warns_and_blocks_nothing(DatabaseKind kind)
    {
        _names.Dispose();
        await using var room = await OpenAsync(kind);

        var results = await ResultsAsync(room);

        Assert.Equal((CheckOutcome.Warns, CheckOutcome.Warns), (results[CheckKind.Dkim].Outcome, results[CheckKind.Dmarc].Outcome));
    }

    [DatabaseTheory]
    public async Task A_letter_without_a_visible_way_out_is_found_in_what_waits_frozen(DatabaseKind kind)
    {
        PublishAll();
        await using var room = await OpenAsync(kind);
        await using (var scope = room.Database.Scope())
        {
            scope.Db.Add(new Letter("bad", LetterKeys.Invitation, LetterKind.Outreach, new Recipient("fatima@coop.example", "Fatima", "fr"),
                new LetterContent("Invitation", "<p>Venez.</p>", "Venez.", "https://plans.asmex.example/u/x"), LetterAbout.Nothing, new LetterWindow(TestDatabase.Start, TestDatabase.Start.AddDays(1)), TestDatabase.Start));
            await scope.Db.SaveChangesAsync();
        }

        var result = (await ResultsAsync(room))[CheckKind.Content];

        Assert.Equal(CheckOutcome.Blocks, result.Outcome);
        Assert.Contains("invitation (fr) n’a pas de lien visible", result.Words.Fr, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task A_shortened_link_in_an_edited_letter_warns(DatabaseKind kind)
    {
        PublishAll();
        await using var room = await OpenAsync(kind);
        var coordinator = Administrator with { Holdings = [new Holding(Roles.Coordinator, null)] };
        await room.Database.RunAsync<EditTemplate>(edit => edit.RunAsync(new EditTemplateRequest(LetterKeys.Invitation, "fr", 0,
            "---\nsubject: Invitation\nmodel: firm\nkind: outreach\n---\n<p><a href=\"https://bit.ly/x\">ici</a></p>"), coordinator, default));
        var direction = new Actor(Guid.CreateVersion7(), "Hicham Tazi", "fr", [new Holding(Roles.Direction, null)]);
        await room.Database.RunAsync<ApproveTemplate>(approve => approve.RunAsync(LetterKeys.Invitation, "fr", 1, direction, default));

        Assert.Equal(CheckOutcome.Warns, (await ResultsAsync(room))[CheckKind.Content].Outcome);
    }

    [DatabaseTheory]
    public async Task A_button_that_leads_nowhere_is_found_and_leaves_no_trace(DatabaseKind kind)
    {
        PublishAll();
        await using var room = await OpenAsync(kind, mail => mail.PublicUrl = "http://127.0.0.1:9");

        Assert.Equal(CheckOutcome.Blocks, (await ResultsAsync(room))[CheckKind.OneClick].Outcome);

        await using var scope = room.Database.Scope();
        Assert.Equal((0, 0), (await scope.Db.Set<OutreachLink>().CountAsync(), await scope.Db.Set<Suppression>().CountAsync()));
    }

    [DatabaseTheory]
    public async Task In_Production_invitations_wait_in_words_until_the_check_is_fresh_and_passes(DatabaseKind kind)
    {
        PublishAll("spf-missing");
        await using var room = await OpenAsync(kind, services: services => services.Replace(ServiceDescriptor.Singleton<IHostEnvironment>(new Production())));

        Assert.Equal("SelfCheck.NotLooked", (await RefusedAsync(room))!.Key);
        await ResultsAsync(room);
        Assert.Contains("n’a pas d’enregistrement SPF", (await RefusedAsync(room))!.Message, StringComparison.Ordinal);
        await using (var scope = room.Database.Scope())
        {
            var report = await scope.Db.Set<SelfCheckReport>().SingleAsync();
            report.Found([new CheckResult(CheckKind.Spf, CheckOutcome.Passed, new Wording("Bien"))], "Samira", room.Database.Clock.GetUtcNow());
            await scope.Db.SaveChangesAsync();
        }

        Assert.Null(await RefusedAsync(room));
        room.Database.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal("SelfCheck.NotLooked", (await RefusedAsync(room))!.Key);
    }

    [DatabaseTheory]
    [Row(MailSandbox.Hold, true)]
    [Row(MailSandbox.Off, false)]
    public async Task A_sandbox_and_a_house_that_does_not_ask_for_it_never_wait(DatabaseKind kind, MailSandbox sandbox, bool enforce)
    {
        await using var room = await OpenAsync(kind, mail => mail.Sandbox = sandbox, services =>
            services.Replace(ServiceDescriptor.Singleton<IHostEnvironment>(new Production())).Configure<SelfCheckOptions>(check => check.Enforce = enforce));

        Assert.Null(await RefusedAsync(room));
    }

    [DatabaseTheory]
    public async Task Only_an_administrator_runs_it(DatabaseKind kind)
    {
        await using var room = await OpenAsync(kind);

        await Assert.ThrowsAsync<NothingThereException>(() => room.Database.RunAsync<RunSelfCheck, SelfCheckReport>(check =>
            check.RunAsync(Administrator with { Holdings = [new Holding(Roles.Coordinator, null)] }, default)));
    }

    private async Task<MailRoom> OpenAsync(DatabaseKind kind, Action<MailOptions>? mail = null, Action<IServiceCollection>? services = null)
    {
        var file = Path.Combine(TestFolder.New("self-check"), "key.pem");
        await File.WriteAllTextAsync(file, _key.ExportPkcs8PrivateKeyPem());
        return await MailRoom.OpenAsync(kind, change: options =>
        {
            options.PublicUrl = "https://127.0.0.1:9";
            mail?.Invoke(options);
        }, services: added =>
        {
            added.Configure<DkimOptions>(dkim => (dkim.SignedBy, dkim.KeyFile) = (LetterSigner.Us, file));
            added.Configure<SelfCheckOptions>(check => (check.Resolver, check.SendingAddresses) = (_names.Address, ["192.0.2.7"]));
            services?.Invoke(added);
        });
    }

    private static async Task<Dictionary<CheckKind, CheckResult>> ResultsAsync(MailRoom room)
    {
        await room.Database.RunAsync<RunSelfCheck, SelfCheckReport>(check => check.RunAsync(Administrator, default));
        await using var scope = room.Database.Scope();
        return (await scope.Db.Set<SelfCheckReport>().AsNoTracking().SingleAsync()).Results.ToDictionary(r => r.Kind);
    }

    private static async Task<RuleBrokenException?> RefusedAsync(MailRoom room)
    {
        await using var scope = room.Database.Scope();
        try
        {
            await scope.Get<SelfCheckGate>().MustPassAsync(default);
            return null;
        }
        catch (RuleBrokenException refusal)
        {
            return refusal;
        }
    }

    private void PublishAll(string wrong = "")
    {
        _names.Mail(Domain, "mx." + Domain);
        _names.Host("mx." + Domain, "192.0.2.7");
        _names.Text(Domain, "some other text");
        if (wrong != "spf-missing")
        {
            _names.Text(Domain, wrong switch { "spf-other" => "v=spf1 ip4:192.0.2.99 -all", "spf-loop" => $"v=spf1 include:{Domain} -all", _ => "v=spf1 mx -all" });
        }

        if (wrong == "spf-several")
        {
            _names.Text(Domain, "v=spf1 -all");
        }

        if (wrong != "dkim-missing")
        {
            using var other = RSA.Create(2048);
            var key = wrong == "dkim-other" ? other : _key;
            _names.Text("asmex._domainkey." + Domain, "v=DKIM1; k=rsa; p=" + (wrong == "dkim-revoked" ? "" : Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())));
        }

        if (wrong != "dmarc-missing")
        {
            _names.Text("_dmarc." + Domain, wrong == "dmarc-silent" ? "v=DMARC1; p=none" : $"v=DMARC1; p=none; rua=mailto:dmarc@{Domain}");
        }

        if (wrong != "pointer-missing")
        {
            _names.Pointer("192.0.2.7", "mx." + Domain);
        }
    }

    private sealed class Production : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;
        public string ApplicationName { get; set; } = "test";
        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
