namespace Asmex.Workflows.Engine.Activities;

/// <summary>Marks activity classes that no definition names.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NotInCatalogAttribute : Attribute;
