using System.Diagnostics;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Benchmarks;

/// <summary>The program as an operator gets it.</summary>
internal static class PublishedProgram
{
    private static readonly Lazy<Task<string>> _path = new(PublishAsync);

    public static Task<string> PathAsync() => _path.Value;

    private static async Task<string> PublishAsync()
    {
        var folder = TestFolder.New("published");
        using var publish = Process.Start(new ProcessStartInfo("dotnet",
            ["publish", Path.Combine(Repository.Root, "src", "Asmex.Workflows.Web"), "-c", "Release", "-r", "linux-x64", "-o", folder, "-v", "q", "--nologo"]))!;
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? Path.Combine(folder, "Asmex.Workflows.Web.dll") : throw new InvalidOperationException("Publishing failed.");
    }
}
