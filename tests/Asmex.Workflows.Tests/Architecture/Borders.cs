using System.Text.RegularExpressions;

namespace Asmex.Workflows.Tests.Architecture;

/// <summary>Who may know whom.</summary>
internal static partial class Borders
{
    private const string Engine = "src/Asmex.Workflows.Engine/";
    private const string House = "src/Asmex.Workflows/";
    private const string Web = "src/Asmex.Workflows.Web/";

    public static IEnumerable<Rule> Rules(IReadOnlySet<string> entities) =>
    [
        Rule.ForEach("The engine knows nothing of ours, no database and no web", f => f.IsIn(Engine), f =>
            f.Saying(OutsideTheEngine(), "the engine references nothing of ours, neither EF Core nor ASP.NET")),
        Rule.ForEach("What is true without a browser does not know the web", f => f.IsIn(House), f =>
            f.Saying(TheWeb(), "doors know the verbs, not the other way round")),
        Rule.ForEach("Nouns know neither EF Core nor storage", f => IsNoun(f, entities), f =>
            f.Saying(TheDatabase(), "nouns know nothing, verbs know the database")),
        Only("Hangfire", Hangfire(), "src/Asmex.Workflows.Web/Jobs/", "src/Asmex.Workflows.Web/Program.cs", "src/Asmex.Workflows.Web/Asmex.Workflows.Web.csproj"),
        Only("MailKit", MailKit(), "src/Asmex.Workflows/Letters/", "src/Asmex.Workflows/Asmex.Workflows.csproj"),
        Only("Scriban", Scriban(), "src/Asmex.Workflows/Letters/", "src/Asmex.Workflows/Asmex.Workflows.csproj"),
    ];

    /// <summary>Outside Storage and Running a type that touches the database says so by taking the context; an entity never does.</summary>
    private static bool IsNoun(SourceFile file, IReadOnlySet<string> entities) =>
        file.IsIn(House) && file.IsCode && !file.IsIn(House + "Storage/", House + "Running/")
        && (entities.Contains(Path.GetFileNameWithoutExtension(file.Path)) || !TakesTheContext().IsMatch(file.Text));

    private static Rule Only(string package, Regex words, params string[] places) => Rule.ForEach(
        $"{package} appears in one folder", f => f.IsIn("src/") && (f.IsCode || f.Path.EndsWith(".csproj", StringComparison.Ordinal)) && !f.IsIn(places), f =>
            f.Saying(words, $"{package} belongs to {places[0]}"));

    [GeneratedRegex(@"\bAsmex\.Workflows\.(?!Engine\b)\w+|\bMicrosoft\.(EntityFrameworkCore|AspNetCore|Data)\b|\bNpgsql\b|""Microsoft\.NET\.Sdk\.Web""")]
    private static partial Regex OutsideTheEngine();

    [GeneratedRegex(@"\bAsmex\.Workflows\.Web\b(?!"")|\bHttpContext\b|\bMicrosoft\.AspNetCore\.(Components|Mvc|Http)\b|""Microsoft\.NET\.Sdk\.Web""")]
    private static partial Regex TheWeb();

    [GeneratedRegex(@"\bMicrosoft\.EntityFrameworkCore\b|\bAsmex\.Workflows\.Storage\b|\bNpgsql\b|\bMicrosoft\.Data\.Sqlite\b|\bWorkflowsDbContext\b")]
    private static partial Regex TheDatabase();

    [GeneratedRegex(@"\b(WorkflowsDbContext|DemonstrationHouse) \w+\s*[,)]|<WorkflowsDbContext>|IEffectHandler<|\bRunAsync\(")]
    private static partial Regex TakesTheContext();

    [GeneratedRegex(@"\bHangfire\b")]
    private static partial Regex Hangfire();

    [GeneratedRegex(@"\b(MailKit|MimeKit)\b")]
    private static partial Regex MailKit();

    [GeneratedRegex(@"\bScriban\b")]
    private static partial Regex Scriban();
}
