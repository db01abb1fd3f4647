using Microsoft.AspNetCore.Authorization;

namespace Asmex.Workflows.Web.Setup;

/// <summary>Opens a page or route to those who hold one of these roles today, for any region; to others it is not there (404).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ForRolesAttribute(params string[] roles) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public IReadOnlyList<string> OneOf { get; } = roles;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}
