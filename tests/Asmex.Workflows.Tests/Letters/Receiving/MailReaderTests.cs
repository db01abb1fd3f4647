using Asmex.Workflows.Letters.Receiving;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Tests.Fixtures;
using MimeKit;
using ReceivedMail = Asmex.Workflows.Letters.Receiving.ReceivedMail;

namespace Asmex.Workflows.Tests.Letters.Receiving;

public sealed class MailReaderTests
{
    private static readonly Guid _letter = Guid.CreateVersion7();

    public static TheoryData<string> Samples => [.. Sample.All];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_message_is_known_for_what_it_is_and_names_its_letter(string name)
    {
        var kind = Enum.Parse<MailKind>(name.Split('-')[0]);

        var mail = MailReader.Read(Sample.Of(name, _letter));

        Assert.Equal(kind, mail.Kind);
        Assert.Equal(name is "Other-mailer-daemon-says-nothing" or "Other-dmarc-report" || kind == MailKind.CalendarReply ? [] : [_letter], mail.Candidates);
    }

    [Fact]
    public void A_report_names_the_address_and_the_status()
    {
        Assert.All(Sample.All.Where(n => n.StartsWith("HardBounce", StringComparison.Ordinal) && n != "HardBounce-gateway-html"),
            name => Assert.Contains("fatima@coop.example", MailReader.Read(Sample.Of(name, _letter)).Failed));
        Assert.Equal("5.1.10", MailReader.Read(Sample.Of("HardBounce-exchange-online-5.1.10", _letter)).Status);
    }

    [Theory]
    [InlineData("accepted", Reply.Yes)]
    [InlineData("declined", Reply.No)]
    [InlineData("tentative", Reply.Maybe)]
    public void A_calendar_answers_the_invitation_of_its_event(string name, Reply reply)
    {
        var invitation = Guid.CreateVersion7();

        var mail = MailReader.Read(Sample.Of($"CalendarReply-{name}", _letter, invitation: invitation));

        Assert.Equal((invitation, reply), (mail.InvitationId!.Value, mail.Reply!.Value));
    }

    [Fact]
    public void Whatever_is_cut_or_spoilt_is_read_without_a_fault()
    {
        var random = new Random(20270104);
        foreach (var name in Sample.All)
        {
            for (var round = 0; round < 20; round++)
            {
                var bytes = Sample.Bytes(name, _letter)[..random.Next(1, Sample.Bytes(name, _letter).Length)];
                for (var spoilt = 0; spoilt < round; spoilt++)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                try
                {
                    using var message = MimeMessage.Load(new MemoryStream(bytes));
                    Assert.True(MailReader.Read(message).Words.Length <= ReceivedMail.LongestWords);
                }
                catch (FormatException)
                {
                    // Not a message at all: the mailbox moves it unread.
                }
            }
        }
    }

    [Fact]
    public void What_is_made_to_be_long_is_looked_at_only_so_far()
    {
        var ids = string.Join(' ', Enumerable.Range(0, 5_000).Select(_ => $"{Guid.NewGuid():N}@"));
        var tags = new string('<', 2_000_000);
        var field = string.Concat(Enumerable.Repeat("mailbox ", 200_000));
        foreach (var (type, body) in new[] { ("text/plain", ids), ("text/html", tags), ("message/delivery-status", $"Reporting-MTA: dns; x\n\nAction: failed\nStatus: 5.0.0\nFinal-Recipient: {field}\nDiagnostic-Code: smtp; {field}\n") })
        {
            using var message = MimeMessage.Load(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(
                $"Return-Path: <>\nFrom: a@b.example\nX-Failed-Recipients: {new string('a', 500_000)}\nMIME-Version: 1.0\nContent-Type: {type}\n\n{body}")));

            var mail = MailReader.Read(message);

            Assert.InRange(mail.Candidates.Count, 0, 20);
            Assert.InRange(mail.Words.Length, 0, ReceivedMail.LongestWords);
        }
    }

    [Fact]
    public void The_guide_lists_what_each_of_them_is()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "received-mail.md"));

        Assert.All(Sample.All, name => Assert.Contains($"`{name[(name.IndexOf('-', StringComparison.Ordinal) + 1)..]}`", guide));
    }
}
