using System.IO.Compression;
using Asmex.Workflows.Files;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Tests.Tasks;

public sealed class TaskWorkTests
{
    private static readonly FormField _note = new("note", "text", new Wording("Note"));

    [DatabaseTheory]
    public async Task A_comment_tells_those_it_calls_by_name_in_any_spelling(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Stand", 3);

        await house.RunAsync<CommentTask>(verb => verb.RunAsync(task.Id, "Bonjour @youssef AMRANI, et @Zineb : le devis ?", [house.Id("coordinator")], house.As("delegate"), default));

        var comment = Assert.Single(await house.ReadAsync(db => db.Set<TaskComment>().ToListAsync()));
        Assert.Equal([house.Id("coordinator"), house.Id("officer")], comment.Mentioned.OrderBy(id => id == house.Id("officer")));
        Assert.Contains("le devis ?", Assert.Single(await house.LettersAsync("officer")).Html, StringComparison.Ordinal);
        Assert.Single(await house.LettersAsync("coordinator"));
        Assert.Empty(await house.LettersAsync("colleague"));
        Assert.Equal("Karim Idrissi", comment.AuthorName);
    }

    [DatabaseTheory]
    public async Task A_comment_is_refused_to_who_only_reads_and_from_elsewhere(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Stand", 3);

        string[] outsiders = ["auditor", "stranger"];
        foreach (var who in outsiders)
        {
            await Assert.ThrowsAsync<NothingThereException>(() => house.RunAsync<CommentTask>(verb => verb.RunAsync(task.Id, "Bonjour", [], house.As(who), default)));
        }

        Assert.Contains("Écrivez d'abord", await house.RefusedAsync<CommentTask>(verb => verb.RunAsync(task.Id, "  ", [], house.As("delegate"), default)), StringComparison.Ordinal);
        Assert.Contains("une fonction dans la région", await house.RefusedAsync<CommentTask>(verb => verb.RunAsync(task.Id, "Bonjour", [house.Id("stranger")], house.As("delegate"), default)), StringComparison.Ordinal);
        Assert.Empty(await house.ReadAsync(db => db.Set<TaskComment>().ToListAsync()));
    }

    [DatabaseTheory]
    public async Task A_task_is_completed_only_after_its_required_points_and_its_evidence(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Stand", 3, evidence: new Wording("Devis signé"));
        var (must, may) = (new TaskCheck(task.Id, 1, new Wording("Trois devis"), required: true), new TaskCheck(task.Id, 2, new Wording("Plan"), required: false));
        await house.ReadAsync(async db =>
        {
            db.AddRange(must, may);
            return await db.SaveChangesAsync();
        });

        async Task<string[]> FaultsAsync() => [.. (await Assert.ThrowsAsync<FormRefusedException>(() => house.RunAsync<CompleteTask>(verb =>
            verb.RunAsync(new CompleteTaskRequest(task.Id, null, _ => []), house.As("delegate"), default)))).Faults.Select(f => f.Key)];

        Assert.Equal(["Forms.EvidenceNeeded", "Forms.CheckFirst"], await FaultsAsync());
        await house.RunAsync<TickCheck>(verb => verb.RunAsync(task.Id, must.Id, true, house.As("colleague"), default));
        await house.RunAsync<TickCheck>(verb => verb.RunAsync(task.Id, must.Id, true, house.As("delegate"), default));
        Assert.Equal(["Forms.EvidenceNeeded"], await FaultsAsync());
        Assert.Equal("Zineb Ouazzani", (await house.ReadAsync(db => db.Set<TaskCheck>().SingleAsync(c => c.Id == must.Id))).DoneBy);
        await house.RunAsync<TickCheck>(verb => verb.RunAsync(task.Id, must.Id, false, house.As("delegate"), default));
        Assert.Equal(2, (await FaultsAsync()).Length);

        Assert.Contains("revient à une autre personne", await house.RefusedAsync<TickCheck>(verb => verb.RunAsync(task.Id, may.Id, true, house.As("treasurer"), default)), StringComparison.Ordinal);
        await house.RunAsync<AddCheck>(verb => verb.RunAsync(task.Id, " Appeler l'organisateur ", house.As("delegate"), default));
        Assert.Contains("Écrivez un point", await house.RefusedAsync<AddCheck>(verb => verb.RunAsync(task.Id, "", house.As("delegate"), default)), StringComparison.Ordinal);
        Assert.Equal(["Trois devis", "Plan", "Appeler l'organisateur"], (await house.ReadAsync(db => db.Set<TaskCheck>().OrderBy(c => c.Number).ToListAsync())).Select(c => c.Label.Fr));
    }

    [DatabaseTheory]
    public async Task An_older_page_does_not_overwrite_a_newer_draft(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Stand", 3, form: [_note]);

        await house.RunAsync<SaveTaskDraft>(verb => verb.RunAsync(task.Id, _ => ["le collègue"], house.As("colleague"), null, default, task.Version));
        var refusal = await house.RefusedAsync<SaveTaskDraft>(verb => verb.RunAsync(task.Id, _ => ["moi"], house.As("delegate"), null, default, task.Version));
        var ending = await house.RefusedAsync<CompleteTask>(verb => verb.RunAsync(new CompleteTaskRequest(task.Id, null, _ => ["moi"], task.Version), house.As("delegate"), default));

        Assert.Contains("Zineb Ouazzani en a enregistré un brouillon", refusal, StringComparison.Ordinal);
        Assert.Equal(refusal, ending);
        Assert.Contains("le collègue", (await house.NowAsync(task)).Draft, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task An_answer_names_only_firms_of_the_region(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Choix", 3, form: [new FormField("firm", "firm", new Wording("Entreprise")), new FormField("need", "need", new Wording("Besoin"))]);
        var far = await house.Database.RunAsync<AddFirm, Firm>(add => add.RunAsync(new FirmDraft("Textile Oriental", TaskHouse.Oriental, SectorCatalog.All[0].Key), null, "test", house.As("coordinator"), default));

        foreach (var typed in new[] { far.Id.ToString(), "n'importe quoi" })
        {
            var faults = (await Assert.ThrowsAsync<FormRefusedException>(() => house.RunAsync<CompleteTask>(verb =>
                verb.RunAsync(new CompleteTaskRequest(task.Id, null, _ => [typed]), house.As("delegate"), default)))).Faults;

            Assert.Equal([("firm", "Forms.NotInTheRegion"), ("need", "Forms.NotInTheRegion")], faults.Select(f => (f.Field, f.Key)));
        }
    }

    [DatabaseTheory]
    public async Task A_file_leaves_its_hash_in_the_history_when_it_comes_and_goes(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var task = await house.TaskAsync("Stand", 3);

        await AttachAsync(house, task, "devis.pdf", "%PDF-1.7 page"u8.ToArray());
        var file = await house.ReadAsync(db => db.Set<StoredFile>().SingleAsync());
        await house.RunAsync<RemoveFile>(verb => verb.RunAsync(task.Id, file.Id, house.As("delegate"), null, default));

        var history = await house.HistoryAsync(task);
        Assert.Equal(["History.FileAttached", "History.FileRemoved"], history.Select(e => e.Key));
        Assert.All(history, e => Assert.Contains(file.Hash, e.Values, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_document_is_known_by_what_it_holds()
    {
        await using var house = await TaskHouse.OpenAsync(DatabaseKind.Sqlite);
        var task = await house.TaskAsync("Stand", 3);

        await AttachAsync(house, task, "bon.docx", Archive("word/document.xml"));
        foreach (var (name, content) in new (string, byte[])[]
        {
            ("archive.docx", Archive("malice.exe")), ("macros.xlsx", Archive("xl/workbook.xml", "xl/vbaProject.bin")), ("coupé.docx", Archive("word/document.xml")[..20]), ("image.pdf", [0x89, 0x50, 0x4E, 0x47]),
        })
        {
            Assert.Contains("ne correspond pas à son nom", await house.RefusedAsync<AttachFile>(verb => verb.RunAsync(new AttachFileRequest(task.Id, TaskFiles.Attached, name, new MemoryStream(content)), house.As("delegate"), default)), StringComparison.Ordinal);
        }

        Assert.Single(await house.ReadAsync(db => db.Set<StoredFile>().ToListAsync()));
    }

    [Theory]
    [InlineData("/bin/true", true)]
    [InlineData("/bin/false", false)]
    [InlineData("/nowhere/scanner", false)]
    public async Task A_file_is_kept_only_when_the_scanner_passes_it(string program, bool passes)
    {
        await using var house = await TaskHouse.OpenAsync(DatabaseKind.Sqlite);
        var task = await house.TaskAsync("Stand", 3);
        await using var scope = house.Database.Scope();
        var options = scope.Get<IOptions<FilesOptions>>().Value;
        options.ScanProgram = program;

        if (passes)
        {
            await AttachAsync(house, task, "devis.pdf", "%PDF-1.7 page"u8.ToArray());
        }
        else
        {
            Assert.Contains("antivirus", await house.RefusedAsync<AttachFile>(verb => verb.RunAsync(
                new AttachFileRequest(task.Id, TaskFiles.Attached, "devis.pdf", new MemoryStream("%PDF-1.7 page"u8.ToArray())), house.As("delegate"), default)), StringComparison.Ordinal);
        }

        Assert.Equal(passes ? 1 : 0, Directory.GetFiles(options.Path).Length);
    }

    private static Task AttachAsync(TaskHouse house, PlanTask task, string name, byte[] content) =>
        house.RunAsync<AttachFile>(verb => verb.RunAsync(new AttachFileRequest(task.Id, TaskFiles.Attached, name, new MemoryStream(content)), house.As("delegate"), default));

    private static byte[] Archive(params string[] entries)
    {
        using var written = new MemoryStream();
        using (var archive = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                using var part = archive.CreateEntry(entry).Open();
                part.Write("<x/>"u8);
            }
        }

        return written.ToArray();
    }
}
