namespace Asmex.Workflows.Letters.Templates;

/// <summary>What is wrong with one template, where, and what to do.</summary>
/// <param name="File">The file's name inside the templates' folder.</param>
public sealed record TemplateFault(string File, int Line, int Column, string Problem, string Remedy)
{
    public override string ToString() => $"{File}({Line},{Column}): {Problem} {Remedy}";
}

/// <summary>A letter could not be written from its template; nothing was sent.</summary>
public sealed class TemplateFaultException(TemplateFault fault) : Exception(fault.ToString())
{
    public TemplateFault Fault { get; } = fault;
}
