using System.Net;
using System.Net.Sockets;
using ARSoft.Tools.Net;
using ARSoft.Tools.Net.Dns;

namespace Asmex.Workflows.Tests.Letters.SelfChecks;

/// <summary>A DNS server of a test's own.</summary>
internal sealed class NameServer : IDisposable
{
    private const int LongestPart = 250;

    private readonly DnsServer _server;
    private readonly List<DnsRecordBase> _records = [];
    private bool _isStopped;

    public NameServer()
    {
        using (var free = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0)))
        {
            Address = free.Client.LocalEndPoint!.ToString()!;
        }

        _server = new DnsServer(new UdpServerTransport(IPEndPoint.Parse(Address), 5_000));
        _server.QueryReceived += AnswerAsync;
        _server.Start();
    }

    public string Address { get; }

    public void Text(string name, string text) =>
        _records.Add(new TxtRecord(DomainName.Parse(name), 60, text.Chunk(LongestPart).Select(part => new string(part))));

    public void Host(string name, string address) => _records.Add(new ARecord(DomainName.Parse(name), 60, IPAddress.Parse(address)));

    public void Mail(string name, string host) => _records.Add(new MxRecord(DomainName.Parse(name), 60, 10, DomainName.Parse(host)));

    public void Pointer(string address, string name) => _records.Add(new PtrRecord(IPAddress.Parse(address).GetReverseLookupDomain(), 60, DomainName.Parse(name)));

    public void Dispose()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        try
        {
            _server.Stop();
        }
        catch (AggregateException end) when (end.Flatten().InnerExceptions.All(e => e is OperationCanceledException))
        {
            // It ends by taking back what it waits for.
        }
    }

    private Task AnswerAsync(object sender, QueryReceivedEventArgs asked)
    {
        if (asked.Query is DnsMessage { Questions: [var question, ..] } query)
        {
            var answer = query.CreateResponseInstance();
            answer.AnswerRecords.AddRange(_records.Where(r => r.Name.Equals(question.Name) && r.RecordType == question.RecordType));
            answer.ReturnCode = _records.Exists(r => r.Name.Equals(question.Name)) ? ReturnCode.NoError : ReturnCode.NxDomain;
            asked.Response = answer;
        }

        return Task.CompletedTask;
    }
}
