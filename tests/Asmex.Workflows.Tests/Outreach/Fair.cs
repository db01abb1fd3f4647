using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Asmex.Workflows.Files;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Segments;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tests.Firms;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Outreach;

/// <summary>A workflow of two steps, the invitation to a fair and thanks to those that said yes, with a mail server at its end.</summary>
internal sealed partial class Fair(MailRoom room) : IAsyncDisposable
{
    private const string DefinitionId = "fair-of-a-test";

    public MailRoom Room { get; } = room;
    public TestDatabase Database => Room.Database;
    public IReadOnlyList<ReceivedMail> Mails => Room.Server.Received;

    /// <param name="firms">How many firms of Souss-Massa there are.</param>
    /// <param name="segment">What narrows the audience to a saved choice of firms: what they are found by.</param>
    public static async Task<Fair> OpenAsync(
        DatabaseKind kind, int firms = 2, string questions = """{ "participants": true, "need": true, "upload": null }""", string reminders = "[5, 10]", int seats = 40, string? segment = null, Action<IServiceCollection>? services = null)
    {
        var fair = new Fair(await MailRoom.OpenAsync(kind, change: mail => mail.GiveUpAfter = TimeSpan.FromDays(20), services: services));
        for (var i = 0; i < firms; i++)
        {
            await Given.FirmAsync(fair.Database, Given.Draft with { Name = $"Coopérative {i}", Ice = null },
                Given.Contact with { Name = $"Madame {i}", Email = $"person{i}@coop.example", Language = i % 2 == 0 ? "fr" : "ar" });
        }

        await fair.StartAsync(questions, reminders, seats, segment);
        await fair.SendAsync();
        return fair;
    }

    /// <summary>The invitation in a house that has its firms already.</summary>
    public Task InviteAsync() => StartAsync("""{ "participants": false, "need": false, "upload": null }""", "[]", seats: 40);

    public Task<int> SendAsync() => Room.SendAsync();

    public Task<int> RemindAsync() => Database.RunAsync<SendInvitationReminders, int>(verb => verb.RunAsync(default));

    public Task<int> CloseAsync() => Database.RunAsync<CloseRounds, int>(verb => verb.RunAsync(default));

    /// <summary>Ends the work, which waits for the answers.</summary>
    public async Task CancelAsync()
    {
        await using var scope = Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        await scope.Get<Bursts>().CancelAsync("i1", Actor.House, default);
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }

    /// <summary>The secret of the link in the last letter to a person.</summary>
    public string TokenOf(int person) => Answer().Match(Mails.Last(m => m.To == $"person{person}@coop.example").Html).Groups[1].Value;

    public Task<Invitation> AnswerAsync(int person, Reply reply, int versionSeen = 0, string? need = null, GivenDocument? document = null, params string[] participants) =>
        AnswerAsync(TokenOf(person), reply, versionSeen, need, document, participants);

    public Task<Invitation> AnswerAsync(string token, Reply reply, int versionSeen = 0, string? need = null, GivenDocument? document = null, params string[] participants) =>
        Database.RunAsync<AnswerInvitation, Invitation>(verb => verb.RunAsync(new AnswerRequest(
            token, new AnswerDraft(reply, versionSeen, [.. participants.Select(p => new Participant(p))], NeedText: need), document), default));

    /// <summary>What the workflow was given as the result; null while it waits.</summary>
    public async Task<JsonNode?> ResultAsync()
    {
        await using var scope = Database.Scope();
        var instance = await scope.Db.Set<WorkflowInstance>().AsNoTracking().SingleAsync();
        Assert.Empty(await scope.Db.Set<WorkflowIncident>().AsNoTracking().Select(i => i.Message).ToListAsync());
        return await scope.Db.Set<InvitationRound>().AnyAsync(r => r.State == RoundState.Closed) ? JsonNode.Parse(instance.State) : null;
    }

    public async Task<List<T>> AllAsync<T>()
        where T : class
    {
        await using var scope = Database.Scope();
        return await scope.Db.Set<T>().AsNoTracking().ToListAsync();
    }

    public ValueTask DisposeAsync() => Room.DisposeAsync();

    private async Task StartAsync(string questions, string reminders, int seats, string? segment = null)
    {
        var segments = segment is null ? "[]" : $"[\"{(await Database.RunAsync<SaveSegment, FirmSegment>(save => save.RunAsync(segment, new(Text: segment), true, Given.Delegate, default))).Id}\"]";
        await using var scope = Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        scope.Db.Add(new StoredDefinition(DefinitionId, 1, Source(questions, reminders, seats, segments), "hash", "fair.json", TestDatabase.Start));
        await scope.Db.SaveChangesAsync();
        await scope.Get<Bursts>().StartAsync(new StartWorkflow(DefinitionId, "i1", [], Region: "MA-09"), Actor.House, default);
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }

    private static string Source(string questions, string reminders, int seats, string segments) => $$"""
        {
          "id": "v1", "definitionId": "{{DefinitionId}}", "name": "Fair", "version": 1, "isLatest": true, "isPublished": true,
          "variables": [{ "id": "answers", "name": "Answers", "typeName": "Object", "isArray": false }],
          "inputs": [], "outputs": [], "outcomes": [], "customProperties": {},
          "root": {
            "id": "root", "nodeId": "root", "type": "Elsa.Sequence", "version": 1, "variables": [],
            "activities": [
              { "id": "invite", "nodeId": "root:invite", "type": "AsmexInvite", "version": 1,
                "letter": { "typeName": "String", "expression": { "type": "Literal", "value": "invitation" } },
                "audience": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "return { regions: ['MA-09'], sectors: [], statuses: [], firms: [] };" } },
                "segments": { "typeName": "Object", "expression": { "type": "Object", "value": {{JsonSerializer.Serialize(segments)}} } },
                "reminders": { "typeName": "Object", "expression": { "type": "Object", "value": "{{reminders}}" } },
                "closesAfter": { "typeName": "Int32", "expression": { "type": "Literal", "value": 12 } },
                "event": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "return { title: { fr: 'Salon <SIAL>', ar: 'معرض', en: 'Fair' }, date: '2027-05-12', time: '09:30', place: 'Agadir', seats: {{seats}}, message: { fr: 'Venez nombreux.\\nAvec vos échantillons.' } };" } },
                "questions": { "typeName": "Object", "expression": { "type": "Object", "value": {{JsonSerializer.Serialize(questions)}} } },
                "result": { "typeName": "Object", "memoryReference": { "id": "answers" } } },
              { "id": "thanks", "nodeId": "root:thanks", "type": "AsmexLetter", "version": 1,
                "letter": { "typeName": "String", "expression": { "type": "Literal", "value": "thanks" } },
                "to": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "return variables.Answers.firmsYes;" } },
                "subjectOf": { "typeName": "Object", "expression": { "type": "Object", "value": "{\"fr\": \"Salon SIAL\"}" } } },
              { "id": "wait", "nodeId": "root:wait", "type": "Elsa.Event", "version": 1,
                "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "never" } } }
            ]
          }
        }
        """;

    [GeneratedRegex("/a/([A-Za-z0-9_-]{43})")]
    private static partial Regex Answer();
}
