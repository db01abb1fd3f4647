using Scriban.Syntax;

namespace Asmex.Workflows.Letters.Templates;

/// <summary>Finds the fields a template names and its model does not have, also in branches that a trial does not reach.</summary>
internal sealed class FieldCheck(IReadOnlySet<string> fields) : ScriptVisitor
{
    private readonly HashSet<string> _own = new(fields, StringComparer.Ordinal) { "for", "empty" };

    /// <summary>The first unknown one.</summary>
    public ScriptVariable? Unknown { get; private set; }

    public override void Visit(ScriptMemberExpression node) => Visit(node.Target);

    public override void Visit(ScriptAssignExpression node)
    {
        Visit(node.Value);
        Own(node.Target);
    }

    public override void Visit(ScriptForStatement node)
    {
        Visit(node.Iterator);
        Own(node.Variable);
        Visit(node.Body);
        Visit(node.Else);
    }

    public override void Visit(ScriptCaptureStatement node)
    {
        Own(node.Target);
        Visit(node.Body);
    }

    public override void Visit(ScriptVariableGlobal node)
    {
        if (Unknown is null && !_own.Contains(node.Name))
        {
            Unknown = node;
        }
    }

    private void Own(ScriptExpression? target)
    {
        if (target is ScriptVariable variable)
        {
            _own.Add(variable.Name);
        }
    }
}
