using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Letters.Templates.Editing;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Letters;

/// <summary>What people make of the letters.</summary>
public sealed class TemplateEditingTests
{
    private const string Text = "---\nsubject: Travail : {{ task }}\nmodel: task\nkind: notice\n---\n<p>Bonjour {{ to }}, voici <a href=\"{{ link }}\">votre travail</a>.</p>";

    private static Actor Other { get; } = new(Guid.CreateVersion7(), "Hicham Tazi", "fr", [new Holding(Roles.Direction, null)]);

    private static Actor Coordinator { get; } = new(Guid.CreateVersion7(), "Leïla Fassi", "fr", [new Holding(Roles.Coordinator, null)]);

    [DatabaseTheory]
    public async Task An_edit_wins_over_the_file_and_frozen_letters_stay(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var before = await room.WriteAsync(cause: "before");

        await EditAsync(room, 0, Text, "Plus court");
        var between = await room.WriteAsync(cause: "between");
        var own = await Assert.ThrowsAsync<RuleBrokenException>(() => ApproveAsync(room, 1, Coordinator));
        var deputy = await Assert.ThrowsAsync<RuleBrokenException>(() => ApproveAsync(room, 1, Other with { Principals = [new Principal(Coordinator.PersonId!.Value, "Leïla Fassi", [])] }));
        await Assert.ThrowsAsync<NothingThereException>(() => ApproveAsync(room, 1, Other with { Holdings = [new Holding(Roles.Treasurer, null)] }));
        await ApproveAsync(room, 1);
        var twice = await Assert.ThrowsAsync<RuleBrokenException>(() => ApproveAsync(room, 1));
        Assert.Equal((before.Subject, "Templates.OwnText", "Templates.OwnText", "Templates.ApprovedAlready"), (between.Subject, own.Key, deputy.Key, twice.Key));
        var after = await room.WriteAsync(cause: "after");

        Assert.Equal(("À faire : Sélectionner 8 à 12 exposants", "Travail : Sélectionner 8 à 12 exposants"), (before.Subject, after.Subject));
        Assert.Equal(before.Html, (await room.LetterAsync(before.Id)).Html);
        await using var scope = room.Database.Scope();
        var version = await scope.Db.Set<TemplateVersion>().SingleAsync();
        Assert.Equal((1, "Leïla Fassi", "Plus court"), (version.Number, version.By, version.Note));
        Assert.Single(await scope.Db.Set<HistoryEntry>().Where(h => h.Key == "History.TemplateEdited").ToListAsync());
    }

    [DatabaseTheory]
    public async Task Another_copy_of_the_program_follows(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await room.WriteAsync(cause: "before");
        await using var other = TestServices.Build(kind, room.Database.ConnectionString, room.Database.Clock, change: null);
        await using (var scope = other.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<EditTemplate>().RunAsync(Request(0, Text), Coordinator, default);
            await scope.ServiceProvider.GetRequiredService<ApproveTemplate>().RunAsync(LetterKeys.TaskOpened, "fr", 1, Other, default);
        }

        room.Database.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.StartsWith("Travail", (await room.WriteAsync(cause: "after")).Subject, StringComparison.Ordinal);
        if (other.GetService<Npgsql.NpgsqlDataSource>() is { } source)
        {
            await source.DisposeAsync();
        }
    }

    [DatabaseTheory]
    public async Task Earlier_versions_and_the_file_come_back_and_all_stay_on_record(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await EditAsync(room, 0, Text);
        await ApproveAsync(room, 1);
        await EditAsync(room, 1, Text.Replace("Travail", "Ouvrage", StringComparison.Ordinal));
        Assert.Equal("Templates.ChangedMeanwhile", (await Assert.ThrowsAsync<RuleBrokenException>(() => ApproveAsync(room, 1))).Key);
        Assert.StartsWith("Travail", (await room.WriteAsync(cause: "not yet")).Subject, StringComparison.Ordinal);
        await ApproveAsync(room, 2);
        Assert.StartsWith("Ouvrage", (await room.WriteAsync(cause: "second")).Subject, StringComparison.Ordinal);

        await room.Database.RunAsync<EditTemplate>(edit => edit.RunAsync(new EditTemplateRequest(LetterKeys.TaskOpened, "fr", 2, BackTo: 1), Coordinator, default));
        Assert.StartsWith("Travail", (await room.WriteAsync(cause: "first again")).Subject, StringComparison.Ordinal);
        await room.Database.RunAsync<EditTemplate>(edit => edit.RunAsync(new EditTemplateRequest(LetterKeys.TaskOpened, "fr", 3, BackTo: 0), Coordinator, default));
        Assert.StartsWith("À faire", (await room.WriteAsync(cause: "file again")).Subject, StringComparison.Ordinal);

        await using var scope = room.Database.Scope();
        Assert.Equal([1, 2, 3, 4], await scope.Db.Set<TemplateVersion>().OrderBy(v => v.Number).Select(v => v.Number).ToListAsync());
    }

    [DatabaseTheory]
    [Row("{{ nobody }}", 6, 7)]
    [Row("<p>{{ task</p>", 6, 0)]
    [Row("<p onclick=\"{{ task }}\">x</p>", 6, 13)]
    [Row("<script>1</script>", 6, 0)]
    public async Task A_fault_is_named_at_its_line_and_nothing_is_written(DatabaseKind kind, string body, int line, int column)
    {
        await using var room = await MailRoom.OpenAsync(kind);

        var fault = await Assert.ThrowsAsync<TemplateFaultException>(() => EditAsync(room, 0, Text[..Text.IndexOf("<p>", StringComparison.Ordinal)] + body));

        Assert.Equal(line, fault.Fault.Line);
        Assert.True(column == 0 || Math.Abs(column - fault.Fault.Column) <= 3, fault.Message);
        await using var scope = room.Database.Scope();
        Assert.Empty(await scope.Db.Set<TemplateVersion>().ToListAsync());
    }

    [DatabaseTheory]
    [Row("kind: notice", "kind: service")]
    [Row("model: task", "model: plan")]
    public async Task What_sort_of_letter_it_is_is_not_for_an_editor_to_say(DatabaseKind kind, string was, string becomes)
    {
        await using var room = await MailRoom.OpenAsync(kind);

        await Assert.ThrowsAsync<TemplateFaultException>(() => EditAsync(room, 0, Text.Replace(was, becomes, StringComparison.Ordinal).Replace("{{ task }}", "T", StringComparison.Ordinal)));
    }

    [DatabaseTheory]
    public async Task Who_has_an_older_text_before_the_eyes_is_told(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await EditAsync(room, 0, Text);

        var late = await Assert.ThrowsAsync<RuleBrokenException>(() => EditAsync(room, 0, Text + "<p>Et encore.</p>"));
        var same = await Assert.ThrowsAsync<RuleBrokenException>(() => EditAsync(room, 1, Text));

        Assert.Equal(("Templates.ChangedMeanwhile", "Templates.NothingChanges"), (late.Key, same.Key));
        Assert.Contains("Leïla Fassi", late.Message, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task Two_who_save_at_once_make_one_version(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            try
            {
                await EditAsync(room, 0, $"{Text}<p>{i}</p>");
                return true;
            }
            catch (RuleBrokenException)
            {
                return false;
            }
        })));

        Assert.Single(results, made => made);
    }

    [DatabaseTheory]
    public async Task Others_find_no_editor_and_the_layout_is_not_a_letter(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var officer = Coordinator with { Holdings = [new Holding(Roles.Officer, null)] };

        await Assert.ThrowsAsync<NothingThereException>(() => room.Database.RunAsync<EditTemplate>(edit => edit.RunAsync(Request(0, Text), officer, default)));
        await Assert.ThrowsAsync<NothingThereException>(() => room.Database.RunAsync<EditTemplate>(edit => edit.RunAsync(Request(0, Text) with { Key = "layout" }, Coordinator, default)));
        await Assert.ThrowsAsync<NothingThereException>(() => room.Database.RunAsync<EditTemplate>(edit => edit.RunAsync(Request(0, Text) with { Language = "de" }, Coordinator, default)));
    }

    private static EditTemplateRequest Request(int seen, string text, string? note = null) => new(LetterKeys.TaskOpened, "fr", seen, text, Note: note);

    private static Task ApproveAsync(MailRoom room, int number, Actor? by = null) =>
        room.Database.RunAsync<ApproveTemplate>(approve => approve.RunAsync(LetterKeys.TaskOpened, "fr", number, by ?? Other, default));

    private static Task EditAsync(MailRoom room, int seen, string text, string? note = null) =>
        room.Database.RunAsync<EditTemplate>(edit => edit.RunAsync(Request(seen, text, note), Coordinator, default));
}
