using Asmex.Workflows.Texts;

namespace Asmex.Workflows.People;

internal static class Administration
{
    /// <exception cref="NothingThereException">The actor is neither an administrator nor the house.</exception>
    public static void MustAdministrate(this Actor actor)
    {
        if (actor != Actor.House && !actor.Is(Roles.Administrator))
        {
            throw new NothingThereException("administration");
        }
    }
}
