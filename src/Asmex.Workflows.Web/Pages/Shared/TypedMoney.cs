using System.Diagnostics.CodeAnalysis;
using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Web.Pages.Shared;

/// <summary>A sum as it was typed into a form: it always binds, so that what was typed comes back, and says whether it is a sum.</summary>
public sealed record TypedMoney(string Text) : IParsable<TypedMoney>
{
    public TypedMoney(decimal amount)
        : this(Money.ForField(amount))
    {
    }

    /// <summary>Nothing when the text is no sum.</summary>
    public decimal? Amount => Money.TryParse(Text, out var amount, out _) ? amount : null;


    public static TypedMoney Parse(string s, IFormatProvider? provider) => new(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out TypedMoney result)
    {
        result = string.IsNullOrWhiteSpace(s) ? null : new TypedMoney(s.Trim());
        return result is not null;
    }

    public override string ToString() => Text;
}
