using System.Reflection;
using Asmex.Workflows.Web.Setup;

namespace Asmex.Workflows.Web.Api;

/// <summary>What a designer has to know besides definitions: activity types, kinds of expressions and values, and the strategies there are.</summary>
internal static class DescriptorRoutes
{
    public static void MapDescriptors(this RouteGroupBuilder api)
    {
        var readers = api.MapGroup("").WithMetadata(new ForRolesAttribute(People.Roles.Coordinator, People.Roles.Administrator, People.Roles.Auditor));
        readers.MapGet("/descriptors/activities", ActivitiesAsync);
        readers.MapGet("/descriptors/activities/{typeName}", ActivityAsync);
        readers.MapPost("/descriptors/activities/{activityTypeName}/options/{propertyName}", () => TypedResults.NotFound());
        readers.MapGet("/descriptors/expression-descriptors", () => Counted(ElsaWords.Expressions));
        readers.MapGet("/descriptors/storage-drivers", () => ApiJson.Ok(new { items = ElsaWords.StorageDrivers }));
        readers.MapGet("/descriptors/variables", () => ApiJson.Ok(new { items = ElsaWords.VariableTypes }));
        readers.MapGet("/descriptors/workflow-activation-strategies", () => Counted(ElsaWords.ActivationStrategies));
        readers.MapGet("/descriptors/incident-strategies", () => Counted(ElsaWords.IncidentStrategies));
        readers.MapGet("/descriptors/log-persistence-strategies", () => Counted(ElsaWords.LogPersistenceStrategies));
        readers.MapGet("/descriptors/commit-strategies/workflows", () => Counted(ElsaWords.CommitStrategies));
        readers.MapGet("/descriptors/commit-strategies/activities", () => Counted(ElsaWords.CommitStrategies));
        readers.MapGet("/features/installed", () => Counted(ElsaWords.Features));
        readers.MapGet("/features/installed/{fullName}", (string fullName) => ElsaWords.Features.FirstOrDefault(f => f.FullName == fullName) is { } found ? ApiJson.Ok(found) : TypedResults.NotFound());
        readers.MapGet("/package/version", () => ApiJson.Ok(new { packageVersion = typeof(DescriptorRoutes).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion }));
    }

    private static async Task<IResult> ActivitiesAsync(ActivityPalette palette, CancellationToken cancellation) => Counted(await palette.AllAsync(cancellation));

    private static async Task<IResult> ActivityAsync(string typeName, ActivityPalette palette, CancellationToken cancellation) =>
        await palette.OneAsync(typeName, cancellation) is { } found ? ApiJson.Ok(found) : TypedResults.NotFound();

    private static IResult Counted<T>(IReadOnlyList<T> items) => ApiJson.Ok(new { items, count = items.Count });
}
