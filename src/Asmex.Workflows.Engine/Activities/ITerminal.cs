namespace Asmex.Workflows.Engine.Activities;

/// <summary>An activity after which its container is complete.</summary>
internal interface ITerminal : IActivity;
