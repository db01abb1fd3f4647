using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>A value that a definition gives as an expression.</summary>
/// <param name="ExpressionType">Literal, Object, Variable, Input, Output, JavaScript or Liquid.</param>
/// <param name="Expression">What the expression says: a value, a script, a variable.</param>
public abstract record Input(string ExpressionType, JsonNode? Expression)
{
    internal abstract Type ValueType { get; }

    /// <summary>What keeps it from being evaluated, so far as can be told before a run.</summary>
    internal abstract string? Problem();

    /// <summary>True when the value is the same in every run and can be read without one.</summary>
    public bool IsConstant => ExpressionType is ExpressionTypes.Literal or ExpressionTypes.Json;
}

/// <summary>A value that a definition gives as an expression; evaluated by <see cref="ActivityContext.Get{T}"/>.</summary>
public sealed record Input<T>(string ExpressionType, JsonNode? Expression) : Input(ExpressionType, Expression)
{
    private Func<ActivityContext, T?>? _compiled;

    internal override Type ValueType => typeof(T);

    /// <summary>The value, where no run is needed to know it (see <see cref="Input.IsConstant"/>); the default otherwise.
    /// For ports that depend on an input.</summary>
    public T? Constant => IsConstant ? Compiled(null!) : default;

    internal T? Evaluate(ActivityContext context) => Compiled(context);

    internal override string? Problem()
    {
        try
        {
            _ = Compiled;
            return null;
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or JsonException or NotSupportedException)
        {
            return problem.Message;
        }
    }

    private Func<ActivityContext, T?> Compiled => _compiled ??= ExpressionCompiler.Compile<T>(ExpressionType, Expression);
}

/// <summary>Where a result goes: a variable of the definition, or nowhere.</summary>
public sealed record Output<T>(string? VariableId);
