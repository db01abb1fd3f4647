using System.Text.RegularExpressions;
using Asmex.Workflows.Engine.Definitions;

namespace Asmex.Workflows.Running;

/// <summary>A file that cannot run as it is.</summary>
public sealed partial record DefinitionFile(string File, string DefinitionId, IReadOnlyList<DefinitionFault> Faults)
{
    /// <summary>The file with the id that it gives itself, also where the rest of it cannot be read; without one, its name.</summary>
    public static DefinitionFile Of(string file, string source, IReadOnlyList<DefinitionFault> faults) =>
        new(file, Id().Match(source) is { Success: true } id ? id.Groups[1].Value : Path.GetFileNameWithoutExtension(file), faults);

    [GeneratedRegex("\"definitionId\"\\s*:\\s*\"([^\"]{1,100})\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}
