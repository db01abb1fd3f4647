namespace Asmex.Workflows.Web.Pages.Drawings;

/// <summary>A place on the drawing, in its own units.</summary>
public readonly record struct Spot(double X, double Y);

/// <summary>What a step takes of the drawing.</summary>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;
    public double Bottom => Y + Height;
    public Spot Middle => new(X + (Width / 2), Y + (Height / 2));

    /// <summary>True when a horizontal or vertical line touches it.</summary>
    public bool IsCrossedBy(Spot a, Spot b) =>
        Math.Min(a.X, b.X) < Right && Math.Max(a.X, b.X) > X && Math.Min(a.Y, b.Y) < Bottom && Math.Max(a.Y, b.Y) > Y;

    public bool Overlaps(Box other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;
}
