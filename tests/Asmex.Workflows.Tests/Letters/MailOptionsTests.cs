using Asmex.Workflows.Letters;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Tests.Letters;

public sealed class MailOptionsTests
{
    [Fact]
    public void Production_without_settings_does_not_start_and_says_what_to_set()
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Read("Production", []));

        Assert.Contains("Set Mail__Host to the SMTP server", refusal.Message);
        Assert.Contains("set Mail__From", refusal.Message);
        Assert.Contains("Set Mail__PublicUrl", refusal.Message);
    }

    [Fact]
    public void Production_with_its_settings_starts()
    {
        var mail = Read("Production", new() { ["Mail:Host"] = "smtp.asmex.example", ["Mail:From"] = "plans@asmex.example", ["Mail:PublicUrl"] = "https://plans.asmex.example" });

        Assert.Equal((587, MailSecurity.StartTls, "https://plans.asmex.example/a/x"), (mail.Port, mail.Security, mail.Absolute("/a/x")));
    }

    [Fact]
    public void Development_needs_nothing() => Assert.Null(Read("Development", []).Host);

    [Theory]
    [InlineData("Production", "smtp.asmex.example", null, MailSandbox.Off)]
    [InlineData("Staging", "smtp.asmex.example", null, MailSandbox.Hold)]
    [InlineData("Development", "smtp.asmex.example", null, MailSandbox.Hold)]
    [InlineData("Development", null, null, MailSandbox.Off)]
    [InlineData("Staging", "smtp.asmex.example", "Off", MailSandbox.Off)]
    public void A_copy_of_the_real_one_writes_to_nobody_unless_it_is_told_to(string environment, string? host, string? sandbox, MailSandbox expected) =>
        Assert.Equal(expected, Read(environment, new() { ["Mail:Host"] = host, ["Mail:Sandbox"] = sandbox, ["Mail:From"] = "plans@asmex.example", ["Mail:PublicUrl"] = "https://plans.asmex.example" }).Sandbox);

    [Theory]
    [InlineData("Mail:Sandbox", "Redirect", "Set Mail__RedirectTo")]
    [InlineData("Mail:Lease", "00:00:30", "must be longer than Mail:Patience")]
    [InlineData("Mail:Lease", "00:02:00", "must be longer than Mail:Patience")]
    [InlineData("Mail:From", "nobody", "is not a mail address")]
    [InlineData("Mail:ReplyTo", "contact@asmex.example; export@asmex.example", "Set Mail__ReplyTo")]
    [InlineData("Mail:CertificateAuthority", "/nowhere.pem", "a file that is not there")]
    public void A_setting_that_cannot_work_is_refused(string name, string value, string said) =>
        Assert.Contains(said, Assert.Throws<OptionsValidationException>(() => Read("Development", new() { [name] = value })).Message);

    [Theory]
    [InlineData("a@b.example\r\nBcc: c@d.example")]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("A <a@b.example>")]
    [InlineData("nobody")]
    [InlineData("")]
    public void A_recipient_has_exactly_one_address(string address) =>
        Assert.Equal("Letters.BadAddress", Assert.Throws<RuleBrokenException>(() => new Recipient(address, "A", "fr")).Key);

    [Fact]
    public void A_name_that_looks_like_addresses_is_cleaned() =>
        Assert.Equal("Alaoui Fatima x evil.example", new Recipient("a@b.example", "Alaoui, Fatima\r\n<x@evil.example>", "fr").Name);

    private static MailOptions Read(string environment, Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = environment, ContentRootPath = TestFolder.New("root") });
        return services.AddLetters().BuildServiceProvider().GetRequiredService<IOptions<MailOptions>>().Value;
    }
}
