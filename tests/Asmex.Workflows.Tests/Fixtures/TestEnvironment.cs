using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>A developer's machine with an empty folder to keep files in.</summary>
internal sealed class TestEnvironment : IHostEnvironment
{
    private string? _root;

    public string EnvironmentName { get; set; } = Environments.Development;
    public string ApplicationName { get; set; } = "Asmex.Workflows.Web";

    public string ContentRootPath
    {
        get => _root ??= TestFolder.New("content");
        set => _root = value;
    }

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
}
