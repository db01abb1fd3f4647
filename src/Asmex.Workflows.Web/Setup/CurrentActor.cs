using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Setup;

/// <summary>Who makes this request: a signed-in person with today's roles, or a guest.</summary>
public sealed class CurrentActor
{
    /// <summary>The one to hand to verbs.</summary>
    public Actor Actor { get; private set; } = Actor.Guest("", Languages.French);

    public Person? Person { get; private set; }

    public bool IsSignedIn => Person is not null;

    internal void Is(Person person, Actor actor) => (Person, Actor) = (person, actor);
}
