namespace Asmex.Workflows.Web.Pages.Drawings;

/// <summary>Finds ways between steps that cross no other step, in straight angles.</summary>
/// <remarks>Where the designer drew corners, the line goes through them; elsewhere the first free way of a few usual ones is taken.</remarks>
internal sealed class Routes(IReadOnlyList<Box> boxes)
{
    private const double Gap = 24;

    public Route Between(Box from, Box to, IReadOnlyList<Spot> corners)
    {
        var isBack = to.X <= from.X && to.Middle.X < from.Middle.X + 1;
        if (corners.Count > 0)
        {
            return Route.Through([Leave(from, corners[0]), .. corners, Enter(to, corners[^1])], isBack && to.Middle.X < from.Middle.X - 1);
        }

        if (Math.Abs(from.Middle.X - to.Middle.X) < 1)
        {
            var down = to.Y > from.Y;
            return Route.Through([new(from.Middle.X, down ? from.Bottom : from.Y), new(to.Middle.X, down ? to.Y : to.Bottom)], false);
        }

        var ways = isBack ? Backward(from, to) : Forward(from, to);
        return Route.Through(ways.FirstOrDefault(way => IsFree(way, from, to)) ?? ways[^1], isBack);
    }

    private static List<Spot[]> Forward(Box from, Box to)
    {
        Spot start = new(from.Right, from.Middle.Y), end = new(to.X, to.Middle.Y);
        var entry = from.Middle.Y < to.Middle.Y ? to.Y : to.Bottom;
        var exit = from.Middle.Y < to.Middle.Y ? from.Bottom : from.Y;
        var below = Math.Max(from.Bottom, to.Bottom) + Gap;
        return
        [
            Math.Abs(start.Y - end.Y) < 1 ? [start, end] : [start, new(start.X + Gap, start.Y), new(start.X + Gap, end.Y), end],
            [start, new(end.X - Gap, start.Y), new(end.X - Gap, end.Y), end],
            [new(from.Middle.X, exit), new(from.Middle.X, end.Y), end],
            [start, new(to.Middle.X, start.Y), new(to.Middle.X, entry)],
            [start, new(start.X + Gap, start.Y), new(start.X + Gap, below), new(end.X - Gap, below), new(end.X - Gap, end.Y), end],
        ];
    }

    private List<Spot[]> Backward(Box from, Box to)
    {
        var near = Math.Min(from.Y, to.Y) - Gap;
        var over = boxes.Where(b => b.Right > to.X && b.X < from.Right).Min(b => b.Y) - Gap;
        return [Over(near), Over(over)];

        Spot[] Over(double y) => [new(from.Middle.X, from.Y), new(from.Middle.X, y), new(to.Middle.X, y), new(to.Middle.X, to.Y)];
    }

    private bool IsFree(Spot[] way, Box from, Box to) =>
        way.Zip(way.Skip(1)).All(line => boxes.All(box => box == from || box == to || !box.IsCrossedBy(line.First, line.Second)));

    private static Spot Leave(Box box, Spot towards) => Side(box, towards, new Spot(box.Right, box.Middle.Y));

    private static Spot Enter(Box box, Spot towards) => Side(box, towards, new Spot(box.X, box.Middle.Y));

    private static Spot Side(Box box, Spot towards, Spot otherwise)
    {
        if (towards.X > box.X && towards.X < box.Right)
        {
            return new Spot(towards.X, towards.Y < box.Middle.Y ? box.Y : box.Bottom);
        }

        return towards.Y > box.Y && towards.Y < box.Bottom ? new Spot(towards.X < box.X ? box.X : box.Right, towards.Y) : otherwise;
    }
}
