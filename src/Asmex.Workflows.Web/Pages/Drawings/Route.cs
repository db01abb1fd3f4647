using System.Globalization;
using System.Text;

namespace Asmex.Workflows.Web.Pages.Drawings;

/// <summary>One line of the drawing with rounded corners, and where its words go.</summary>
internal sealed record Route(IReadOnlyList<Spot> Spots, string Path, Spot LabelAt, bool LabelIsBeside, bool IsBack)
{
    private const double Radius = 8;

    public static Route Through(IReadOnlyList<Spot> spots, bool isBack)
    {
        var (at, beside) = Label(spots, isBack);
        return new Route(spots, Rounded(spots), at, beside, isBack);
    }

    /// <summary>Beside the first line where it goes up or down; over the line that runs back; over the first one else.</summary>
    private static (Spot At, bool Beside) Label(IReadOnlyList<Spot> spots, bool isBack)
    {
        if (isBack && spots.Count == 4 && Math.Abs(spots[1].Y - spots[2].Y) < 1)
        {
            return (new Spot((spots[1].X + spots[2].X) / 2, spots[1].Y - 5), false);
        }

        var (a, b) = (spots[0], spots[1]);
        return Math.Abs(a.X - b.X) < 1
            ? (new Spot(a.X + 6, a.Y + (b.Y > a.Y ? 15 : -8)), true)
            : (new Spot((a.X + b.X) / 2, a.Y - 5), false);
    }

    private static string Rounded(IReadOnlyList<Spot> spots)
    {
        var path = new StringBuilder("M").Append(Say(spots[0]));
        for (var i = 1; i < spots.Count - 1; i++)
        {
            var (before, corner, after) = (spots[i - 1], spots[i], spots[i + 1]);
            var radius = Math.Min(Radius, Math.Min(Distance(before, corner), Distance(corner, after)) / 2);
            path.Append(" L").Append(Say(Towards(corner, before, radius))).Append(" Q").Append(Say(corner)).Append(' ').Append(Say(Towards(corner, after, radius)));
        }

        return path.Append(" L").Append(Say(spots[^1])).ToString();
    }

    private static double Distance(Spot a, Spot b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));

    private static Spot Towards(Spot from, Spot to, double by)
    {
        var length = Distance(from, to);
        return length == 0 ? from : new Spot(from.X + ((to.X - from.X) * by / length), from.Y + ((to.Y - from.Y) * by / length));
    }

    private static string Say(Spot spot) => string.Create(CultureInfo.InvariantCulture, $"{spot.X:0.#},{spot.Y:0.#}");
}
