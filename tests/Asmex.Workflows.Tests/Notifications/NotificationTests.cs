using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Journey;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Notifications;

public sealed class NotificationTests
{
    [DatabaseTheory]
    public async Task News_stand_in_the_list_and_leave_as_a_letter_in_the_readers_language(DatabaseKind kind)
    {
        await using var house = await House.OpenAsync(kind);

        await TellAsync(house, "mention:1", "delegate", "commission", "direction");
        await house.PostAsync();

        Assert.Equal(3, await house.ReadAsync(db => db.Set<Notification>().CountAsync(n => n.ReadAt == null)));
        Assert.Equal("Vous êtes mentionné", Single(house, "delegate").Message.Subject);
        Assert.Equal("تمت الإشارة إليكم", Single(house, "commission").Message.Subject);
        var english = Single(house, "direction");
        Assert.Contains("A comment is addressed to you.", english.Text, StringComparison.Ordinal);
        Assert.Contains("/tasks/1", english.Text, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task A_cause_is_told_once(DatabaseKind kind)
    {
        await using var house = await House.OpenAsync(kind);

        await TellAsync(house, "mention:1", "delegate");
        await TellAsync(house, "mention:1", "delegate", "officer");

        Assert.Equal(2, await house.ReadAsync(db => db.Set<Notification>().CountAsync()));
        Assert.Equal(2, await house.ReadAsync(db => db.Letters.CountAsync()));
    }

    [DatabaseTheory]
    public async Task Whoever_wants_only_the_list_gets_no_letter(DatabaseKind kind)
    {
        await using var house = await House.OpenAsync(kind);
        await ChooseAsync(house, "delegate", Channel.ListOnly);

        await TellAsync(house, "mention:1", "delegate");

        Assert.Equal(1, await house.ReadAsync(db => db.Set<Notification>().CountAsync()));
        Assert.Equal(0, await house.ReadAsync(db => db.Letters.CountAsync()));
    }

    [DatabaseTheory]
    public async Task A_digest_says_once_a_working_morning_what_is_not_read_yet(DatabaseKind kind)
    {
        await using var house = await House.OpenAsync(kind);
        await ChooseAsync(house, "delegate", Channel.Digest);
        house.Database.Clock.SetUtcNow(Zone.At(new DateOnly(2027, 1, 8), new TimeOnly(15, 0)));
        await TellAsync(house, "mention:1", "delegate");
        await TellAsync(house, "mention:2", "delegate");
        await TellAsync(house, "mention:3", "delegate");
        var read = await house.ReadAsync(db => db.Set<Notification>().Where(n => n.Cause == "mention:2").Select(n => n.Id).SingleAsync());
        await house.RunAsync<OpenNotification, string>(open => open.RunAsync(read, house.As("delegate"), default));

        foreach (var (day, hour, written) in new[] { (9, 10, 0), (10, 10, 0), (11, 10, 0), (12, 9, 0), (12, 10, 1), (12, 11, 0), (13, 10, 0) })
        {
            // The 11th is a holiday; on the 9th and 10th nobody works.
            house.Database.Clock.SetUtcNow(Zone.At(new DateOnly(2027, 1, day), new TimeOnly(hour, 5)));
            Assert.Equal(written, await house.RunAsync<SendDigests, int>(send => send.RunAsync(default)));
        }

        await house.PostAsync();
        var letter = Single(house, "delegate");
        Assert.StartsWith("Vos nouvelles du mardi 12 janvier 2027 : 2", letter.Message.Subject, StringComparison.Ordinal);
        Assert.Contains("/tasks/1", letter.Html, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task What_comes_in_the_day_waits_for_the_next_working_morning(DatabaseKind kind)
    {
        await using var house = await House.OpenAsync(kind);
        await ChooseAsync(house, "delegate", Channel.Digest);
        house.Database.Clock.SetUtcNow(Zone.At(new DateOnly(2027, 1, 12), new TimeOnly(11, 0)));
        await TellAsync(house, "mention:1", "delegate");

        foreach (var (day, hour, written) in new[] { (12, 11, 0), (12, 22, 0), (13, 5, 0), (13, 10, 1), (13, 22, 0) })
        {
            house.Database.Clock.SetUtcNow(Zone.At(new DateOnly(2027, 1, day), new TimeOnly(hour, 40)));
            Assert.Equal(written, await house.RunAsync<SendDigests, int>(send => send.RunAsync(default)));
        }
    }

    [DatabaseTheory]
    public async Task A_choice_that_is_sent_twice_is_kept_once(DatabaseKind kind)
    {
        await using var house = await House.OpenAsync(kind);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ChooseAsync(house, "delegate", Channel.ListOnly))));

        Assert.Equal(Channel.ListOnly, (await house.ReadAsync(db => db.Set<ChannelChoice>().AsNoTracking().SingleAsync())).Channel);
    }

    [DatabaseTheory]
    public async Task Two_copies_of_the_program_write_one_digest_and_neither_fails(DatabaseKind kind)
    {
        await using var house = await House.OpenAsync(kind);
        await ChooseAsync(house, "delegate", Channel.Digest);
        await TellAsync(house, "mention:1", "delegate");
        house.Database.Clock.SetUtcNow(Zone.At(new DateOnly(2027, 1, 12), new TimeOnly(10, 5)));

        var written = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => house.RunAsync<SendDigests, int>(send => send.RunAsync(default)))));

        Assert.Equal(1, written.Sum());
        Assert.Equal(1, await house.ReadAsync(db => db.Letters.CountAsync(l => l.Template == LetterKeys.Digest)));
    }

    [DatabaseTheory]
    public async Task One_person_who_cannot_be_written_to_does_not_keep_the_digests_of_others_back(DatabaseKind kind)
    {
        await using var house = await House.OpenAsync(kind);
        await ChooseAsync(house, "delegate", Channel.Digest);
        await ChooseAsync(house, "officer", Channel.Digest);
        await TellAsync(house, "mention:1", "delegate", "officer");
        var unreachable = house.Person("officer").Id;
        await house.ReadAsync(db => db.Users.Where(p => p.Id == unreachable).ExecuteUpdateAsync(set => set.SetProperty(p => p.Email, "nobody")));
        house.Database.Clock.SetUtcNow(Zone.At(new DateOnly(2027, 1, 12), new TimeOnly(10, 5)));

        await Assert.ThrowsAsync<AggregateException>(() => house.RunAsync<SendDigests, int>(send => send.RunAsync(default)));

        Assert.Equal("delegate@asmex.example", await house.ReadAsync(db => db.Letters.Where(l => l.Template == LetterKeys.Digest).Select(l => l.Address).SingleAsync()));
    }

    [DatabaseTheory]
    public async Task A_digest_leaves_out_tasks_that_are_done(DatabaseKind kind)
    {
        await using var house = await House.OpenAsync(kind);
        await ChooseAsync(house, "delegate", Channel.Digest, NotificationKind.TaskReminder);
        await house.RunAsync<LaunchPlan, Guid>(launch => launch.RunAsync(House.SoussMassa, 2027, house.As("coordinator"), default));
        var task = await house.ReadAsync(db => db.Set<PlanTask>().Select(t => t.Id).SingleAsync());
        await TellAsync(house, NotificationKind.TaskReminder, "reminder:1", new LetterAbout(TaskId: task), "delegate");
        await house.ReadAsync(db => db.Set<PlanTask>().ExecuteUpdateAsync(set => set.SetProperty(t => t.Status, PlanTaskStatus.Done)));

        house.Database.Clock.SetUtcNow(Zone.At(new DateOnly(2027, 1, 12), new TimeOnly(10, 5)));

        Assert.Equal(0, await house.RunAsync<SendDigests, int>(send => send.RunAsync(default)));
    }

    [DatabaseTheory]
    public async Task One_reads_ones_own_list_only(DatabaseKind kind)
    {
        await using var house = await House.OpenAsync(kind);
        await TellAsync(house, "mention:1", "delegate", "officer");
        var shown = house.Now;
        var id = await house.ReadAsync(db => db.Set<Notification>().Where(n => n.PersonId == house.Person("delegate").Id).Select(n => n.Id).SingleAsync());

        await Assert.ThrowsAsync<NothingThereException>(() => house.RunAsync<OpenNotification, string>(open => open.RunAsync(id, house.As("officer"), default)));
        await house.RunAsync<ReadNotifications>(read => read.RunAsync(shown, house.As("officer"), default));
        house.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await TellAsync(house, "mention:2", "officer");
        await house.RunAsync<ReadNotifications>(read => read.RunAsync(shown, house.As("officer"), default));

        Assert.Equal("/tasks/1", await house.RunAsync<OpenNotification, string>(open => open.RunAsync(id, house.As("delegate"), default)));
        Assert.Equal("mention:2", await house.ReadAsync(db => db.Set<Notification>().Where(n => n.ReadAt == null).Select(n => n.Cause).SingleAsync()));
    }

    private static Task TellAsync(House house, string cause, params string[] who) => TellAsync(house, NotificationKind.Mention, cause, LetterAbout.Nothing, who);

    private static async Task TellAsync(House house, NotificationKind kind, string cause, LetterAbout about, params string[] who)
    {
        await using var scope = house.Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        await scope.Get<Notify>().TellAsync(who.Select(w => house.Person(w).Id), new News(kind,
            new Wording("Vous êtes mentionné", "تمت الإشارة إليكم", "You are mentioned"), new Wording("Un commentaire vous est adressé.", "تعليق موجه إليكم.", "A comment is addressed to you."),
            "/tasks/1", cause, about), default);
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }

    private static Task ChooseAsync(House house, string who, Channel channel, NotificationKind kind = NotificationKind.Mention) => house.RunAsync<ChooseChannels>(choose =>
        choose.RunAsync(new Dictionary<NotificationKind, Channel> { [kind] = channel }, house.As(who), default));

    private static (string To, MimeKit.MimeMessage Message, string Html, string Text) Single(House house, string who)
    {
        var mail = house.Mail.Received.Single(m => m.To == $"{who}@asmex.example");
        return (mail.To, mail.Message, mail.Html, mail.Text);
    }
}
