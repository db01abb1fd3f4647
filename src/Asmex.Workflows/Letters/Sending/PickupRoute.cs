using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Asmex.Workflows.Letters.Sending;

/// <summary>Letters as .eml files, for machines without a mail server.</summary>
public sealed class PickupRoute(IOptions<MailOptions> options, IHostEnvironment environment) : IMailRoute
{
    public string Folder { get; } = Path.Combine(environment.ContentRootPath, options.Value.Folder);

    public SendResult Send(MimeMessage message, MailboxAddress bouncesTo, Action hand)
    {
        try
        {
            Directory.CreateDirectory(Folder);
            var file = Path.Combine(Folder, message.MessageId!.Split('@')[0] + ".eml");
            hand();
            message.WriteTo(file + ".part");
            File.Move(file + ".part", file, overwrite: true);
            return new SendResult.Accepted(file);
        }
        catch (ClaimLostException lost)
        {
            return new SendResult.NotOurs(lost.Message);
        }
        catch (ObstructedException obstructed)
        {
            return new SendResult.Obstructed(obstructed.Obstacle);
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            return new SendResult.Blocked(trouble.Message);
        }
    }

    public Task ProbeAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Folder);
        return Task.CompletedTask;
    }
}
