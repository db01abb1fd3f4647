using Asmex.Workflows.Letters.Sending;
using MimeKit;

namespace Asmex.Workflows.Letters;

/// <summary>Reads the letters that became files, where there is no mail server.</summary>
public sealed class MailFolder(PickupRoute route)
{
    private const int Most = 200;

    /// <summary>The newest first, at most 200.</summary>
    public IReadOnlyList<MailFile> All() => !Directory.Exists(route.Folder) ? []
        : [.. new DirectoryInfo(route.Folder).GetFiles("*.eml").OrderByDescending(f => f.LastWriteTimeUtc).ThenByDescending(f => f.Name).Take(Most).Select(f => Read(f.FullName))];

    /// <summary>Null when there is no such letter.</summary>
    public MailFile? Find(Guid id)
    {
        var file = Path.Combine(route.Folder, $"{id:N}.eml");
        return File.Exists(file) ? Read(file) : null;
    }

    private static MailFile Read(string path)
    {
        using var message = MimeMessage.Load(path);
        var headers = message.Headers.Select(h => $"{h.Field}: {h.Value}").ToList();
        return new MailFile(Guid.Parse(Path.GetFileNameWithoutExtension(path)), message.Subject ?? "", message.To.ToString(), message.Date, message.HtmlBody ?? "", message.TextBody ?? "", headers);
    }
}

/// <summary>A letter as it would have left.</summary>
public sealed record MailFile(Guid Id, string Subject, string To, DateTimeOffset At, string Html, string Text, IReadOnlyList<string> Headers);
