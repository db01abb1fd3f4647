namespace Asmex.Workflows.Letters.Templates;

/// <summary>Markup that was escaped already; the only value a template writes as it is.</summary>
internal sealed record RawHtml(string Markup)
{
    public override string ToString() => Markup;
}
