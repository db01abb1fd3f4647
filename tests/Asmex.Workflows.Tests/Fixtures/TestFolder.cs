using System.Globalization;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>Where this test process puts its files; removed at its end, and what a killed one left is removed at the next start.</summary>
public static class TestFolder
{
    private const string Prefix = "asmex-tests-";

    public static string Root { get; } = Make();

    public static string New(string name) => Directory.CreateDirectory(Path.Combine(Root, $"{name}-{Guid.NewGuid():N}")).FullName;

    private static string Make()
    {
        foreach (var left in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            if (!IsAlive(Path.GetFileName(left)[Prefix.Length..]))
            {
                Remove(left);
            }
        }

        var root = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Prefix + Environment.ProcessId.ToString(CultureInfo.InvariantCulture))).FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(root);
        return root;
    }

    private static bool IsAlive(string id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return true;
        }
        catch (Exception none) when (none is ArgumentException or FormatException)
        {
            return false;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // Another test process may be removing it too.
        }
    }
}
