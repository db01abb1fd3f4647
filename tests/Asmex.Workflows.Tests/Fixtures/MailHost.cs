using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Receiving;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>A private mail host of this test process: Postfix takes letters with TLS and a password, Dovecot keeps its mailboxes. A shell guards both.</summary>
/// <remarks>Mail to <c>coop.example</c> is delivered to Fatima and refused for all others; mail to <c>late.example</c> is taken, and reported as undeliverable.</remarks>
public sealed class MailHost : IAsyncLifetime
{
    private static readonly string[] _parts = ["new", "cur"];

    private const string Password = "geheim-1";

    private const string Guard = """
        trap '' INT HUP TERM
        folder=$(mktemp -d "$1/asmex-mail-XXXXXX") smtp=$2 imap=$3 password=$4
        uid=$(id -u mail) gid=$(id -g mail)
        chmod 755 "$folder"
        mkdir -p "$folder/etc" "$folder/queue" "$folder/data" "$folder/maildir"
        for box in bounces fatima; do mkdir -p "$folder/maildir/$box/new" "$folder/maildir/$box/cur" "$folder/maildir/$box/tmp"; done
        chown -R "$uid:$gid" "$folder/maildir"; chown postfix "$folder/data"
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout "$folder/key.pem" -out "$folder/cert.pem" 2> /dev/null
        cat > "$folder/dovecot.conf" <<CONF
        base_dir = $folder/run
        state_dir = $folder/state
        log_path = $folder/dovecot.log
        protocols = imap
        listen = 127.0.0.1
        ssl = required
        ssl_cert = <$folder/cert.pem
        ssl_key = <$folder/key.pem
        first_valid_uid = 1
        mail_location = maildir:$folder/maildir/%n
        passdb {
          driver = static
          args = password=$password
        }
        userdb {
          driver = static
          args = uid=$uid gid=$gid home=$folder/maildir/%n
        }
        service imap-login {
          inet_listener imap {
            port = 0
          }
          inet_listener imaps {
            port = $imap
            ssl = yes
          }
        }
        service auth {
          unix_listener $folder/queue/private/auth {
            mode = 0660
            user = postfix
            group = postfix
          }
        }
        CONF
        cat > "$folder/etc/main.cf" <<CONF
        compatibility_level = 3.6
        queue_directory = $folder/queue
        data_directory = $folder/data
        maillog_file_prefixes = $folder
        maillog_file = $folder/postfix.log
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        myhostname = mail.asmex.example
        mydestination =
        local_recipient_maps =
        recipient_delimiter = +
        virtual_mailbox_domains = asmex.example coop.example
        virtual_mailbox_base = $folder/maildir
        virtual_mailbox_maps = texthash:$folder/etc/boxes
        virtual_minimum_uid = 1
        virtual_uid_maps = static:$uid
        virtual_gid_maps = static:$gid
        transport_maps = texthash:$folder/etc/transport
        smtpd_tls_security_level = may
        smtpd_tls_auth_only = yes
        smtpd_tls_cert_file = $folder/cert.pem
        smtpd_tls_key_file = $folder/key.pem
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = private/auth
        smtpd_relay_restrictions = permit_sasl_authenticated, reject
        smtpd_reject_unlisted_recipient = no
        smtpd_recipient_restrictions = check_recipient_access texthash:$folder/etc/late, reject_unlisted_recipient
        CONF
        printf 'bounces@asmex.example bounces/\ninvitations@asmex.example bounces/\nfatima@coop.example fatima/\n' > "$folder/etc/boxes"
        printf 'late.example error:5.1.1 User unknown in this house\n' > "$folder/etc/transport"
        printf 'late.example OK\n' > "$folder/etc/late"
        {
            echo "127.0.0.1:$smtp inet n - n - - smtpd"
            echo "pickup unix n - n 60 1 pickup"
            echo "cleanup unix n - n - 0 cleanup"
            echo "qmgr unix n - n 300 1 qmgr"
            echo "postlog unix-dgram n - n - 1 postlogd"
            echo "tlsmgr unix - - n 1000? 1 tlsmgr"
            echo "rewrite unix - - n - - trivial-rewrite"
            for each in bounce defer trace; do echo "$each unix - - n - 0 bounce"; done
            for each in verify anvil; do echo "$each unix - - n - 1 $each"; done
            echo "retry unix - - n - - error"
            echo "virtual unix - n n - - virtual"
            for each in error smtp proxymap showq; do echo "$each unix - - n - - $each"; done
        } > "$folder/etc/master.cf"
        # Postfix makes the folder into which Dovecot puts the socket for passwords.
        { postfix -c "$folder/etc" start && dovecot -c "$folder/dovecot.conf"; } > "$folder/setup" 2>&1 && echo "ready $folder" || cat "$folder/setup" "$folder/postfix.log" "$folder/dovecot.log"
        exec 1>&-
        cat > /dev/null
        postfix -c "$folder/etc" abort > /dev/null 2>&1
        doveadm -c "$folder/dovecot.conf" stop > /dev/null 2>&1
        rm -rf "$folder"
        """;

    private readonly int _smtp = FreePort();
    private readonly int _imap = FreePort();
    private Process? _guard;
    private string _folder = "";

    /// <summary>Why no mail host can run here; null where one can or, under CI=true, must.</summary>
    public static string? ReasonToSkip { get; } = Environment.GetEnvironmentVariable("CI") == "true" ? null
        : Environment.UserName != "root" ? "Postfix can only be started by root."
        : new[] { "/usr/sbin/postfix", "/usr/sbin/dovecot" }.FirstOrDefault(program => !File.Exists(program)) is { } missing ? $"There is no mail server program ({missing}) on this machine." : null;

    public string Authority => Path.Combine(_folder, "cert.pem");

    public async Task InitializeAsync()
    {
        if (ReasonToSkip is not null)
        {
            return;
        }

        string[] arguments = ["-c", Guard, "guard", Path.GetTempPath().TrimEnd('/'), _smtp.ToString(CultureInfo.InvariantCulture), _imap.ToString(CultureInfo.InvariantCulture), Password];
        _guard = Process.Start(new ProcessStartInfo("sh", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        var said = await _guard.StandardOutput.ReadToEndAsync();
        _folder = said.StartsWith("ready ", StringComparison.Ordinal) ? said["ready ".Length..].Trim() : throw new InvalidOperationException($"The mail host did not start:\n{said}");
    }

    public async Task DisposeAsync()
    {
        if (_guard is { } guard)
        {
            guard.StandardInput.Close();
            await guard.WaitForExitAsync();
            guard.Dispose();
        }
    }

    /// <summary>Sends through it.</summary>
    public void Use(MailOptions mail)
    {
        (mail.Host, mail.Port, mail.Security, mail.User, mail.Password) = ("localhost", _smtp, MailSecurity.StartTls, "invitations", Password);
        (mail.From, mail.BouncesTo, mail.CertificateAuthority) = ("invitations@asmex.example", "bounces@asmex.example", Authority);
    }

    /// <summary>Reads its mailbox of reports.</summary>
    public void Use(MailboxOptions mailbox) =>
        (mailbox.Host, mailbox.Port, mailbox.Security, mailbox.User, mailbox.Password) = ("localhost", _imap, MailSecurity.Tls, "bounces", Password);

    /// <summary>Ends when the next message lies in a mailbox.</summary>
    public Task ArrivalAsync(string box)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watch = new FileSystemWatcher(Path.Combine(_folder, "maildir", box, "new")) { EnableRaisingEvents = true };
        watch.Created += (_, _) => arrived.TrySetResult();
        watch.Renamed += (_, _) => arrived.TrySetResult();
        return arrived.Task.WaitAsync(TimeSpan.FromSeconds(60)).ContinueWith(
            done =>
            {
                watch.Dispose();
                return done;
            }, TaskScheduler.Default).Unwrap();
    }

    /// <summary>How many messages lie in a folder of a mailbox.</summary>
    public int Count(string box, string folder) => _parts.Select(kind => Path.Combine(_folder, "maildir", box, folder.Length == 0 ? "" : "." + folder, kind))
        .Where(Directory.Exists).Sum(path => Directory.GetFiles(path).Length);

    /// <summary>Puts a message into a mailbox, as another server would.</summary>
    public void Put(string box, byte[] message)
    {
        var path = Path.Combine(_folder, "maildir", box, "new", Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(path, message);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
