namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>A test with a real mail host; skipped with the reason where none can be started, but fails where CI=true.</summary>
public sealed class MailHostFactAttribute : FactAttribute
{
    public MailHostFactAttribute() => Skip = MailHost.ReasonToSkip;
}
