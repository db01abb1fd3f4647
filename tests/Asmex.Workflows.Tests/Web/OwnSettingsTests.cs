using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Web;

public sealed class OwnSettingsTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    [Fact]
    public async Task Started_from_another_folder_it_still_reads_the_settings_beside_it()
    {
        using var visitor = new Visitor(running.Program.Address);

        await visitor.GoAsync("/account/sign-in");

        Assert.DoesNotContain("DbCommand", running.Program.Output, StringComparison.Ordinal);
    }
}
