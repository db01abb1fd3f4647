namespace Asmex.Workflows.Letters.Templates;

/// <summary>A link of a letter: a page of the product as a path that begins with a slash, or a full https or mailto address.</summary>
public sealed record Link
{
    /// <exception cref="ArgumentException">It is neither.</exception>
    public Link(string target)
    {
        if (!IsPath(target) && !IsSafe(target))
        {
            throw new ArgumentException($"A letter links to a path of the product or to an https or mailto address, got: '{target}'.", nameof(target));
        }

        Target = target;
    }

    public string Target { get; }

    public string Absolute(MailOptions mail) => IsPath(Target) ? mail.Absolute(Target) : Target;

    /// <summary>True for addresses that a letter may link to.</summary>
    internal static bool IsSafe(string address) =>
        address.All(c => !char.IsControl(c) && !char.IsWhiteSpace(c)) && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "mailto" or "tel";

    private static bool IsPath(string target) => target.StartsWith('/') && !target.StartsWith("//", StringComparison.Ordinal) && !target.Contains('\\');
}
