using System.Security.Cryptography;
using System.Text.Json;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.DataProtection;

namespace Asmex.Workflows.Web.Pages.Approvals;

/// <summary>Lets a form carry what its page showed of a request, so that nobody can say to have seen something else.</summary>
public sealed class Sights(WorkflowsDbContext db, IDataProtectionProvider protection)
{
    /// <summary>What the page shows now, for a field of its form.</summary>
    public async Task<string> ShowAsync(Approval request) => Of(request.Id).Protect((await Sight.OfAsync(db, request, default)).Write());

    /// <exception cref="NothingThereException">No page of this request carried it.</exception>
    public Sight Read(Guid approvalId, string? carried)
    {
        try
        {
            return Sight.Read(Of(approvalId).Unprotect(carried ?? ""));
        }
        catch (Exception problem) when (problem is CryptographicException or JsonException or FormatException)
        {
            throw new NothingThereException("sight");
        }
    }

    private IDataProtector Of(Guid approvalId) => protection.CreateProtector("sight", approvalId.ToString());
}
