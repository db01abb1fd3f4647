using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Letters;

public sealed class LetterSignalTests
{
    [DatabaseTheory]
    public async Task It_rings_when_a_letter_is_committed_and_not_before(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var rings = room.Database.Services.GetRequiredService<LetterSignal>().ListenAsync(default).GetAsyncEnumerator();
        var ring = rings.MoveNextAsync().AsTask();

        await TakenBackAsync(room);
        Assert.False(ring.IsCompleted);

        await room.WriteAsync();
        Assert.True(await ring.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static async Task TakenBackAsync(MailRoom room)
    {
        await using var scope = room.Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        await scope.Get<LetterWriter>().WriteAsync(LetterKeys.TaskOpened, new Recipient("fatima@coop.example", "Fatima Alaoui", "fr"), TaskLetter.Sample, "test:0", LetterAbout.Nothing, default);
        await scope.Db.SaveChangesAsync();
    }
}
