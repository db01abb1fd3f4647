namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>The real program on an embedded database of its own with the demonstration's data, for the pages of one class of tests.</summary>
public sealed class RunningProgram : IAsyncLifetime
{
    public ProgramProcess Program { get; private set; } = default!;

    public async Task InitializeAsync()
    {
        var folder = TestFolder.New("program");
        await WrittenOnce.CopyAsync("program", folder, async first => await (await StartAsync(first)).DisposeAsync());
        Program = await StartAsync(folder);
    }

    public async Task DisposeAsync() => await (Program?.DisposeAsync() ?? ValueTask.CompletedTask);

    private static Task<ProgramProcess> StartAsync(string folder) =>
        ProgramProcess.StartAsync([ProgramProcess.Built()], folder, new Dictionary<string, string>());
}
