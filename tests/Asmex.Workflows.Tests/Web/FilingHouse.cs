using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Web;

/// <summary>The program with a folder of its own for what is brought to it.</summary>
public sealed class FilingHouse : DemonstratedHouse
{
    private readonly string _files = TestFolder.New("files");

    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("Files:Path", _files)];
}
