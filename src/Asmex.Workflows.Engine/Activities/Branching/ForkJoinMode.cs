using System.Text.Json.Serialization;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>When a fork is complete.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ForkJoinMode>))]
internal enum ForkJoinMode
{
    WaitAll,
    WaitAny,
}
