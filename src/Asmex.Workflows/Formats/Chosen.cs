namespace Asmex.Workflows.Formats;

/// <summary>Reads what was chosen from a list in a form or an address.</summary>
public static class Chosen
{
    /// <returns>Nothing for what is not on the list; .NET itself would take any number.</returns>
    public static T? Of<T>(string? text)
        where T : struct, Enum => Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(text!, ignoreCase: true) : null;
}
