using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Letters;

/// <summary>A database, a mail server, and the settings that lead from one to the other.</summary>
internal sealed class MailRoom : IAsyncDisposable
{
    private MailRoom(TestDatabase database, SmtpServer server) => (Database, Server) = (database, server);

    public TestDatabase Database { get; }
    public SmtpServer Server { get; }

    public static async Task<MailRoom> OpenAsync(DatabaseKind kind, SmtpServer? server = null, Action<MailOptions>? change = null, Action<IServiceCollection>? services = null)
    {
        var smtp = server ?? new SmtpServer();
        var database = await TestDatabase.CreateAsync(kind, added =>
        {
            services?.Invoke(added);
            added.Configure<MailOptions>(mail => Set(mail, smtp, change));
        });
        return new MailRoom(database, smtp);
    }

    /// <summary>Writes one letter in a verb's transaction, as a verb does.</summary>
    public async Task<Letter> WriteAsync(string address = "fatima@coop.example", string cause = "test:1", string key = LetterKeys.TaskOpened, LetterModel? model = null)
    {
        await using var scope = Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        var letter = await scope.Get<LetterWriter>().WriteAsync(key, new Recipient(address, "Fatima Alaoui", "fr"), model ?? TaskLetter.Sample, cause, LetterAbout.Nothing, default);
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
        return letter;
    }

    public async Task WriteManyAsync(int count)
    {
        await using var scope = Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        for (var i = 0; i < count; i++)
        {
            await scope.Get<LetterWriter>().WriteAsync(
                LetterKeys.TaskOpened, new Recipient($"person{i}@coop.example", "Fatima Alaoui", "fr"), TaskLetter.Sample, $"many:{i}", LetterAbout.Nothing, default);
        }

        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }

    public Task<int> SendAsync(CancellationToken cancellation = default) => Database.RunAsync<SendLetters, int>(verb => verb.RunAsync(cancellation));

    public async Task<Letter> LetterAsync(Guid id)
    {
        await using var scope = Database.Scope();
        return await scope.Db.Letters.AsNoTracking().SingleAsync(l => l.Id == id);
    }

    public async Task<List<Letter>> LettersAsync()
    {
        await using var scope = Database.Scope();
        return await scope.Db.Letters.AsNoTracking().OrderBy(l => l.CauseKey).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Server.DisposeAsync();
    }

    private static void Set(MailOptions mail, SmtpServer smtp, Action<MailOptions>? change)
    {
        (mail.Host, mail.Port, mail.Security) = ("localhost", smtp.Port, MailSecurity.None);
        (mail.From, mail.PublicUrl) = ("invitations@asmex.example", "https://plans.asmex.example");
        mail.Patience = TimeSpan.FromSeconds(10);
        change?.Invoke(mail);
    }
}
