using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.BrowserTests.Journey;

/// <summary>A small house whose board has three members.</summary>
public sealed class BoardHouse : SmallHouse
{
    private readonly List<Person> _board = [new("Driss Kabbaj", "board-2@asmex.example", "fr"), new("Amina Chraibi", "board-3@asmex.example", "fr")];

    public IReadOnlyList<Person> Board => _board;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
        _board.ForEach(person => person.Appoint(Roles.Board, null, DateOnly.FromDateTime(Clock.GetUtcNow().DateTime).AddYears(-1)));
        db.AddRange(_board);
        await db.SaveChangesAsync();
    }
}
