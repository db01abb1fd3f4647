using System.Net;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Asmex.Workflows.Tests.Web;

public sealed class HealthTests(MaillessHouse house) : IClassFixture<MaillessHouse>
{
    [Fact]
    public async Task Without_its_mail_server_it_says_so_serves_on_and_sends_later_what_waited()
    {
        using var visitor = house.Visitor();
        house.Mail.On("CONNECT", new SmtpAnswer.Drop());
        var letter = await WriteAsync();

        Assert.Equal((HttpStatusCode.OK, """{"status":"Degraded","checks":{"database":"Healthy","mail":"Degraded"}}"""), await ReadyAsync(visitor.Http));
        await SendAsync();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GoAsync("/account/sign-in")).Status);
        Assert.Contains(await StateAsync(letter), new[] { LetterState.Ready, LetterState.Deferred });

        house.Mail.Behave();
        house.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal((HttpStatusCode.OK, """{"status":"Healthy","checks":{"database":"Healthy","mail":"Healthy"}}"""), await ReadyAsync(visitor.Http));
        await SendAsync();
        Assert.Equal(LetterState.Sent, await StateAsync(letter));
        Assert.Single(house.Mail.Received, m => m.To.Contains("health@coop.example", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task Without_its_database_it_lives_and_is_not_ready_until_that_is_back()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var program = new Program(database.ConnectionString);
        using var http = new HttpClient { BaseAddress = program.Address };
        var (server, name) = (await PostgresServer.Quick, new NpgsqlConnectionStringBuilder(database.ConnectionString).Database);
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync(http)).Status);

        await server.ExecuteAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await server.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        var (status, said) = await ReadyAsync(http);
        var live = await http.GetAsync(new Uri("/healthz/live", UriKind.Relative));
        await server.ExecuteAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS true");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (status, live.StatusCode));
        Assert.Contains("\"database\":\"Unhealthy\"", said, StringComparison.Ordinal);
        Assert.DoesNotContain("accepting", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync(http)).Status);
    }

    private static async Task<(HttpStatusCode Status, string Said)> ReadyAsync(HttpClient http)
    {
        using var answer = await http.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<Guid> WriteAsync()
    {
        await using var scope = house.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        var letter = await scope.Get<LetterWriter>().WriteAsync(LetterKeys.TaskOpened, new Recipient("health@coop.example", "Fatima Alaoui", "fr"), TaskLetter.Sample, "health:1", LetterAbout.Nothing, default);
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
        return letter.Id;
    }

    private async Task SendAsync()
    {
        await using var scope = house.Scope();
        await scope.Get<SendLetters>().RunAsync(default);
    }

    private async Task<LetterState> StateAsync(Guid id)
    {
        await using var scope = house.Scope();
        return await scope.Db.Letters.Where(l => l.Id == id).Select(l => l.State).SingleAsync();
    }

    private sealed class Program : WebApplicationFactory<global::Program>
    {
        private readonly string _database;

        public Program(string database)
        {
            _database = database;
            UseKestrel(0);
            StartServer();
        }

        public Uri Address => ClientOptions.BaseAddress;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("ConnectionStrings:Postgres", _database);
            builder.UseSetting("Demonstration:Load", "false");
            builder.UseSetting("Jobs:Enabled", "false");
            builder.UseSetting("Mail:Folder", TestFolder.New("mail"));
        }
    }
}
