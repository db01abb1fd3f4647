using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Running;

/// <summary>What an act began with; says where an incident belongs when the act finds no end.</summary>
/// <param name="BookmarkId">The bookmark that was answered first.</param>
/// <param name="Repeat">The answer that an administrator may have given again; absent where whoever answered must answer again.</param>
/// <param name="Start">What was to be started.</param>
internal sealed record ActOrigin(string? BookmarkId = null, Answer? Repeat = null, StartWorkflow? Start = null);
