namespace Asmex.Workflows.Engine.Activities;

/// <summary>A port as a designer shows it.</summary>
/// <param name="Type">Flow for an outcome, Embedded for a contained activity.</param>
public sealed record PortDescriptor(string Name, string DisplayName, string Type);
