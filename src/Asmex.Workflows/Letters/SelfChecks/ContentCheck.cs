using AngleSharp.Html.Parser;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Sending;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Asmex.Workflows.Letters.SelfChecks;

/// <summary>What receivers look for in a letter itself: in those that wait, frozen, to leave, and in a sample of every letter that we write of our own accord.</summary>
internal sealed class ContentCheck(WorkflowsDbContext db, TemplateCatalog catalog, MailOptions mail)
{
    private const int LongestLine = 998;
    private const int LargestHtml = 102_000;
    private const int LargestMessage = 10_000_000;
    private const int MostLooked = 60;

    private static readonly HashSet<string> _shorteners = new(StringComparer.OrdinalIgnoreCase)
    {
        "bit.ly", "tinyurl.com", "goo.gl", "t.co", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "cutt.ly", "shorturl.at",
    };

    public async Task<CheckResult> LookAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var letters = Samples(now).Concat(await FrozenAsync(cancellation)).ToList();
        var found = letters.Select(letter => (Letter: letter, Fault: FaultOf(letter, now))).Where(f => f.Fault is not null).ToList();
        var worst = found.OrderByDescending(f => f.Fault!.Value.Outcome).FirstOrDefault();
        return worst.Fault is { } fault
            ? CheckResult.Of(CheckKind.Content, fault.Outcome, fault.Finding, $"{worst.Letter.Template} ({worst.Letter.Language})", fault.Detail)
            : CheckResult.Of(CheckKind.Content, CheckOutcome.Passed, "Good", letters.Count);
    }

    private IEnumerable<Letter> Samples(DateTimeOffset now) =>
        from key in catalog.Keys.Where(catalog.IsLetter)
        where catalog.KindOf(key) == LetterKind.Outreach
        from language in Languages.All
        let unsubscribe = new Link("/u/" + new string('x', 43))
        let written = catalog.Write(key, language, LetterModel.Samples[catalog.ModelOf(key)], "Fatima Alaoui", unsubscribe)
        select new Letter($"self-check:{key}:{language}", key, written.Kind, new Recipient("fatima@example.org", "Fatima Alaoui", language), written.Content, LetterAbout.Nothing, new LetterWindow(now, now), now);

    // One of each letter and language: what they have in common is what can be wrong.
    private async Task<List<Letter>> FrozenAsync(CancellationToken cancellation)
    {
        var waiting = db.Letters.AsNoTracking().Where(l => l.Kind == LetterKind.Outreach && (l.State == LetterState.Ready || l.State == LetterState.Deferred));
        var ids = await waiting.GroupBy(l => new { l.Template, l.Language, l.ActionId }).Select(g => g.Min(l => l.CauseKey)).Take(MostLooked).ToListAsync(cancellation);
        return await waiting.Where(l => ids.Contains(l.CauseKey)).ToListAsync(cancellation);
    }

    private (CheckOutcome Outcome, string Finding, string Detail)? FaultOf(Letter letter, DateTimeOffset now)
    {
        using var message = LetterMime.Of(letter, mail, now);
        using var written = new MemoryStream();
        message.Prepare(EncodingConstraint.SevenBit);
        message.WriteTo(written);
        if (message.From.Count != 1 || message.TextBody is null || message.HtmlBody is null || message.MessageId is null)
        {
            return (CheckOutcome.Blocks, "Malformed", "");
        }

        var longest = LongestLineOf(written.GetBuffer().AsSpan(0, (int)written.Length));
        return longest > LongestLine ? (CheckOutcome.Blocks, "LongLine", $"{longest}")
            : written.Length > LargestMessage ? (CheckOutcome.Blocks, "TooLarge", $"{written.Length / 1_000_000}")
            : LinkFaultOf(letter) ?? (letter.Html.Length > LargestHtml ? (CheckOutcome.Warns, "Clipped", $"{letter.Html.Length / 1_000}") : null);
    }

    private static (CheckOutcome Outcome, string Finding, string Detail)? LinkFaultOf(Letter letter)
    {
        var links = new HtmlParser().ParseDocument(letter.Html).QuerySelectorAll("a[href]").Select(a => (Address: a.GetAttribute("href")!, Text: a.TextContent.Trim())).ToList();
        if (letter.UnsubscribeUrl is { } wayOut && !links.Exists(l => l.Address == wayOut))
        {
            return (CheckOutcome.Blocks, "NoWayOut", "");
        }

        foreach (var (address, text) in links)
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                continue;
            }

            if (_shorteners.Contains(uri.Host))
            {
                return (CheckOutcome.Warns, "Shortened", address);
            }

            if (uri.Scheme == "http")
            {
                return (CheckOutcome.Warns, "PlainLink", address);
            }

            if (Uri.TryCreate(text, UriKind.Absolute, out var shown) && shown.Host.Length > 0 && !string.Equals(shown.Host, uri.Host, StringComparison.OrdinalIgnoreCase))
            {
                return (CheckOutcome.Warns, "OtherHost", $"{text} → {uri.Host}");
            }
        }

        return null;
    }

    private static int LongestLineOf(ReadOnlySpan<byte> text)
    {
        var longest = 0;
        foreach (var line in text.Split((byte)'\n'))
        {
            longest = Math.Max(longest, line.End.Value - line.Start.Value);
        }

        return longest;
    }
}
