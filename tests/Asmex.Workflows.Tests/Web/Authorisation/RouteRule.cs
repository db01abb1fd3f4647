using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Web.Authorisation;

/// <summary>Who opens one route, as <c>routes.txt</c> says it.</summary>
internal sealed record RouteRule(string Route, string Who, string? Thing, string? Query)
{
    public bool IsAnonymous => Who == "anonymous";

    public static IReadOnlyList<RouteRule> All { get; } =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "Asmex.Workflows.Tests", "Web", "Authorisation", "routes.txt"))
            .Where(line => line.StartsWith('/')).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(words => new RouteRule(words[0], words[1], words.ElementAtOrDefault(2)?.TrimStart('@'), words.ElementAtOrDefault(3))),
    ];

    /// <summary>True when this person opens it, for a thing of this region.</summary>
    public bool OpensTo(Actor actor, string region) =>
        (Who is "all" or "anonymous" || Who.Split(',').Any(role => Thing is null ? actor.Is(role) : actor.Is(role, region) || actor.Is(role)))
        && (Thing is null or "person" or "definition" or "letter" or "instance" || actor.Sees(region));
}
