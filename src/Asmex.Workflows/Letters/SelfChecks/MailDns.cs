using System.Net;
using ARSoft.Tools.Net;
using ARSoft.Tools.Net.Dns;

namespace Asmex.Workflows.Letters.SelfChecks;

/// <summary>What DNS says today about senders of mail; each look starts without a memory.</summary>
internal sealed class MailDns : IDisposable
{
    private const int Patience = 4_000;

    private readonly DnsClient? _own;

    public MailDns(SelfCheckOptions options)
    {
        _own = options.ResolverAt is { } at ? new DnsClient([at.Address], [new UdpClientTransport(at.Port), new TcpClientTransport(at.Port)], true, Patience) : null;
        Resolver = new DnsStubResolver(_own ?? DnsClient.Default);
    }

    public IDnsResolver Resolver { get; }

    public async Task<IReadOnlyList<string>> TextsAsync(string name, CancellationToken cancellation) =>
        [.. (await Resolver.ResolveAsync<TxtRecord>(DomainName.Parse(name), RecordType.Txt, token: cancellation)).Select(r => r.TextData)];

    public async Task<IReadOnlyList<IPAddress>> AddressesAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        var name = DomainName.Parse(host);
        var four = await Resolver.ResolveAsync<ARecord>(name, RecordType.A, token: cancellation);
        var six = await Resolver.ResolveAsync<AaaaRecord>(name, RecordType.Aaaa, token: cancellation);
        return [.. four.Select(r => r.Address), .. six.Select(r => r.Address)];
    }

    public async Task<bool> TakesMailAsync(string domain, CancellationToken cancellation) =>
        (await Resolver.ResolveAsync<MxRecord>(DomainName.Parse(domain), RecordType.Mx, token: cancellation)).Count > 0 || (await AddressesAsync(domain, cancellation)).Count > 0;

    /// <summary>The name that an address goes by, when that name leads back to it.</summary>
    public async Task<string?> NameOfAsync(IPAddress address, CancellationToken cancellation)
    {
        foreach (var pointer in await Resolver.ResolveAsync<PtrRecord>(address.GetReverseLookupDomain(), RecordType.Ptr, token: cancellation))
        {
            var name = pointer.PointerDomainName.ToString().TrimEnd('.');
            if ((await AddressesAsync(name, cancellation)).Contains(address))
            {
                return name;
            }
        }

        return null;
    }

    public void Dispose() => (_own as IDisposable)?.Dispose();
}
