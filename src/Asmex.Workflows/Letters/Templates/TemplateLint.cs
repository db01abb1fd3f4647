namespace Asmex.Workflows.Letters.Templates;

/// <summary>Finds fields where escaping does not protect: inside tags, attributes other than a quoted <c>href</c>, scripts and styles.</summary>
internal sealed class TemplateLint(LetterTemplate template)
{
    private enum Place
    {
        Text,
        Tag,
        Quoted,
    }

    private string _source = "";
    private int _at;
    private Place _place;
    private char _quote;
    private int _tagStart;

    /// <exception cref="TemplateFaultException">A field stands where it must not.</exception>
    public void Check(string body)
    {
        (_source, _at, _place) = (body, 0, Place.Text);
        while (_at < _source.Length)
        {
            if (string.CompareOrdinal(_source, _at, "{{", 0, 2) == 0)
            {
                CheckField();
                continue;
            }

            Step(_source[_at++]);
        }
    }

    private void Step(char sign)
    {
        switch (_place)
        {
            case Place.Text when sign == '<':
                (_place, _tagStart) = (Place.Tag, _at - 1);
                RefuseTag("script", "style", "iframe", "object", "form");
                break;
            case Place.Tag when sign is '"' or '\'':
                (_place, _quote) = (Place.Quoted, sign);
                break;
            case Place.Tag when sign == '>':
                _place = Place.Text;
                break;
            case Place.Quoted when sign == _quote:
                _place = Place.Tag;
                break;
        }
    }

    private void CheckField()
    {
        if (_place == Place.Tag)
        {
            throw Fault("A field stands inside a tag or an attribute without quotes.", "Put it in the text, or in a quoted href.");
        }

        if (_place == Place.Quoted && !IsHref())
        {
            throw Fault("A field stands in an attribute that is not href.", "Put it in the text, or in a quoted href.");
        }

        var end = _source.IndexOf("}}", _at, StringComparison.Ordinal);
        _at = end < 0 ? _source.Length : end + 2;
    }

    private bool IsHref()
    {
        var open = _source.LastIndexOf(_quote, _at - 1, _at - _tagStart);
        return open > _tagStart && _source[_tagStart..open].EndsWith("href=", StringComparison.OrdinalIgnoreCase);
    }

    private void RefuseTag(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (string.Compare(_source, _at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                throw Fault($"A letter has no <{name}>.", "Remove it.");
            }
        }
    }

    private TemplateFaultException Fault(string problem, string remedy)
    {
        var before = _source.AsSpan(0, _at);
        return template.Fault(template.BodyLine + before.Count('\n'), _at - before.LastIndexOf('\n'), problem, remedy);
    }
}
