using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Texts;
using Scriban.Runtime;

namespace Asmex.Workflows.Letters.Templates;

/// <summary>Copies a model into read-only script objects, said in the letter's language: a template never holds an object of ours.</summary>
internal static class ModelReader
{
    private static readonly ConcurrentDictionary<Type, (string Name, PropertyInfo Property)[]> _fields = [];

    public static ScriptObject Read(object model, string language, MailOptions mail)
    {
        var read = new ScriptObject();
        foreach (var (name, property) in Fields(model.GetType()))
        {
            read.SetValue(name, Value(property.GetValue(model), language, mail), readOnly: true);
        }

        read.IsReadOnly = true;
        return read;
    }

    /// <summary>The names a template of this model may use.</summary>
    public static IReadOnlyList<string> NamesOf(Type model) => [.. Fields(model).Select(f => f.Name)];

    private static object? Value(object? value, string language, MailOptions mail) => value switch
    {
        null or string or bool or int or RawHtml => value,
        Enum choice => choice.ToString(),
        Paragraphs lines => Value(lines.In(language), language, mail),
        Link link => link.Absolute(mail),
        Wording or decimal or DateOnly or DateTimeOffset or TimeOnly => Spoken.In(language, value),
        IEnumerable items => new ScriptArray(items.Cast<object?>().Select(i => Value(i, language, mail))) { IsReadOnly = true },
        _ => Read(value, language, mail),
    };

    private static (string Name, PropertyInfo Property)[] Fields(Type type) => _fields.GetOrAdd(type, static t =>
        [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0)
            .Select(p => (StandardMemberRenamer.Rename(p.Name), p))]);
}
