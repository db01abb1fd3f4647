namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>The real program on an embedded database of its own with the demonstration's data, for the pages of one class of tests.</summary>
public sealed class RunningProgram : IAsyncLifetime
{
    public ProgramProcess Program { get; private set; } = default!;

    public async Task InitializeAsync() =>
        Program = await ProgramProcess.StartAsync([ProgramProcess.Built()], TestFolder.New("program"), new Dictionary<string, string>());

    public async Task DisposeAsync() => await (Program?.DisposeAsync() ?? ValueTask.CompletedTask);
}
