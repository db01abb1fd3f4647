using Microsoft.AspNetCore.Authorization;

namespace Asmex.Workflows.Web.Setup;

internal sealed class ForRolesHandler(CurrentActor current) : AuthorizationHandler<ForRolesAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ForRolesAttribute requirement)
    {
        if (requirement.OneOf.Any(current.Actor.Is))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
