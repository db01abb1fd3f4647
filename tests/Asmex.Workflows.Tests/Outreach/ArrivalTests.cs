using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Arrivals;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using MimeKit;

namespace Asmex.Workflows.Tests.Outreach;

/// <summary>The entrance on the day of the event.</summary>
public sealed class ArrivalTests
{
    private static readonly DateTimeOffset _day = new(2027, 5, 12, 8, 30, 0, TimeSpan.Zero);

    private static Actor Officer { get; } = new(Guid.CreateVersion7(), "Anas Berrada", "fr", [new Holding(Roles.Officer, null)]);

    [DatabaseTheory]
    public async Task A_confirmation_carries_a_code_as_text_and_as_a_picture_inside_the_letter(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await fair.AnswerAsync(0, Reply.Yes);
        await fair.AnswerAsync(1, Reply.No);

        await fair.SendAsync();

        var confirmed = fair.Mails.Single(m => m.To == "person0@coop.example" && m.Message.Subject!.StartsWith("Réponse", StringComparison.Ordinal)).Message;
        var letter = (await fair.AllAsync<Letter>()).Single(l => l.EntryCode is not null);
        Assert.Contains(letter.EntryCode!, confirmed.TextBody, StringComparison.Ordinal);
        Assert.Contains("src=\"cid:entry-code\"", confirmed.HtmlBody, StringComparison.Ordinal);
        var picture = confirmed.BodyParts.OfType<MimePart>().Single(p => p.ContentType.IsMimeType("image", "png"));
        Assert.Equal(("entry-code", "inline"), (picture.ContentId, picture.ContentDisposition!.Disposition));
        using var bytes = new MemoryStream();
        await picture.Content!.DecodeToAsync(bytes);
        Assert.Equal("PNG"u8.ToArray(), bytes.ToArray()[1..4]);
        var refused = fair.Mails.Where(m => m.To == "person1@coop.example").ElementAt(1).Message;
        Assert.DoesNotContain("entry-code", refused.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain(refused.BodyParts.OfType<MimePart>(), p => p.ContentType.IsMimeType("image", "*"));
    }

    [DatabaseTheory]
    public async Task A_firm_is_found_by_its_code_and_by_a_name_in_any_case_and_noted_once(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await fair.AnswerAsync(0, Reply.Yes, participants: ["Fatima Alaoui", "Zahra Tazi"]);
        var code = (await fair.AllAsync<Letter>()).Single(l => l.EntryCode is not null).EntryCode!;
        var round = Assert.Single(await fair.AllAsync<InvitationRound>());
        fair.Database.Clock.SetUtcNow(_day);

        var byCode = Assert.Single(await AtEntranceAsync(fair, round.Id, code.ToLowerInvariant().Replace('-', ' ')));
        var byName = Assert.Single(await AtEntranceAsync(fair, round.Id, "TAZI"));
        Assert.Equal(("Coopérative 0", byName.Id), (byCode.FirmName, byCode.Id));
        Assert.Equal(2, (await AtEntranceAsync(fair, round.Id, " ")).Count);
        Assert.Empty(await AtEntranceAsync(fair, round.Id, "ABCDE-FGHJK"));

        await NoteAsync(fair, round.Id, byCode.Id, people: 2);
        var again = await Assert.ThrowsAsync<RuleBrokenException>(() => NoteAsync(fair, round.Id, byCode.Id));

        Assert.Equal("Arrivals.NotedBefore", again.Key);
        var invitation = (await fair.AllAsync<Invitation>()).Single(i => i.Id == byCode.Id);
        Assert.Equal((2, "Anas Berrada"), (invitation.ArrivedPeople, invitation.ArrivalNotedBy));
        Assert.Single(await fair.AllAsync<HistoryEntry>(), h => h.Key == "History.FirmArrived");
    }

    [DatabaseTheory]
    public async Task Two_at_the_entrance_note_one_firm_once(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await fair.AnswerAsync(0, Reply.Yes);
        var invitation = (await fair.AllAsync<Invitation>()).Single(i => i.Comes);
        fair.Database.Clock.SetUtcNow(_day);

        var noted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                await NoteAsync(fair, invitation.RoundId, invitation.Id);
                return true;
            }
            catch (RuleBrokenException)
            {
                return false;
            }
        })));

        Assert.Single(noted, was => was);
        Assert.Single(await fair.AllAsync<HistoryEntry>(), h => h.Key == "History.FirmArrived");
    }

    [DatabaseTheory]
    public async Task Only_on_the_day_only_by_the_region_and_never_for_nobody(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        var invitation = (await fair.AllAsync<Invitation>())[0];

        Assert.Equal("Arrivals.OtherDay", (await Assert.ThrowsAsync<RuleBrokenException>(() => NoteAsync(fair, invitation.RoundId, invitation.Id))).Key);
        fair.Database.Clock.SetUtcNow(_day);
        Assert.Equal("Arrivals.People", (await Assert.ThrowsAsync<RuleBrokenException>(() => NoteAsync(fair, invitation.RoundId, invitation.Id, people: 0))).Key);
        await Assert.ThrowsAsync<NothingThereException>(() => NoteAsync(fair, invitation.RoundId, Guid.CreateVersion7()));
        await Assert.ThrowsAsync<NothingThereException>(() => NoteAsync(fair, invitation.RoundId, invitation.Id, by: Officer with { Holdings = [new Holding(Roles.Delegate, "MA-02")] }));
        await Assert.ThrowsAsync<NothingThereException>(() => NoteAsync(fair, invitation.RoundId, invitation.Id, by: Officer with { Holdings = [new Holding(Roles.Auditor, null)] }));
    }

    private static async Task<IReadOnlyList<Invitation>> AtEntranceAsync(Fair fair, Guid round, string typed)
    {
        await using var scope = fair.Database.Scope();
        return await scope.Db.AtEntranceAsync(round, typed, default);
    }

    private static Task NoteAsync(Fair fair, Guid round, Guid invitation, int people = 1, Actor? by = null) =>
        fair.Database.RunAsync<NoteArrival>(note => note.RunAsync(new ArrivalRequest(round, invitation, people), by ?? Officer, default));
}
