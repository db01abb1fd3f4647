namespace Asmex.Workflows.Engine.Activities;

/// <summary>An output as a designer shows it.</summary>
public sealed record OutputDescriptor(string Name, string TypeName, string DisplayName, string Description);
