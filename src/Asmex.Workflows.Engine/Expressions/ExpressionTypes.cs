namespace Asmex.Workflows.Engine.Expressions;

/// <summary>The kinds of expression a definition may use, as Elsa names them.</summary>
public static class ExpressionTypes
{
    public const string Literal = "Literal";
    public const string Json = "Object";
    public const string Variable = "Variable";
    public const string Input = "Input";
    public const string Output = "Output";
    public const string JavaScript = "JavaScript";
    public const string Liquid = "Liquid";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Literal, Json, Variable, Input, Output, JavaScript, Liquid];
}
