using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Meetings;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web.Authorisation;

/// <summary>One thing of each kind in a region, to put into addresses.</summary>
internal static class Samples
{
    /// <summary>Its id; nothing where the demonstration has none.</summary>
    public static async Task<string?> OfAsync(WorkflowsDbContext db, string thing, string region) => thing switch
    {
        "plan" => (await db.Set<Plan>().OrderByDescending(p => p.Year).FirstOrDefaultAsync(p => p.Region == region))?.Id.ToString(),
        "running" => (await db.Set<Plan>().FirstOrDefaultAsync(p => p.Region == region && p.Status == PlanStatus.Running))?.Id.ToString(),
        "action" => (await db.Set<PlanAction>().FirstOrDefaultAsync(a => a.Region == region))?.Id.ToString(),
        "task" => (await db.Set<PlanTask>().FirstOrDefaultAsync(t => t.Region == region && t.Kind == TaskKind.Form && t.Status == PlanTaskStatus.Open))?.Id.ToString(),
        "meeting" => (await db.Set<Meeting>().FirstOrDefaultAsync(m => m.Region == region))?.Id.ToString(),
        "series" => (await db.Set<MeetingSeries>().FirstOrDefaultAsync(s => s.Region == region))?.Id.ToString(),
        "approval" => (await db.Set<Approval>().FirstOrDefaultAsync(a => a.Region == region))?.Id.ToString(),
        "envelope" => (await db.Set<Envelope>().FirstOrDefaultAsync(e => e.Region == region && e.ActionId != null))?.Id.ToString(),
        "commitment" => (await db.Set<Commitment>().FirstOrDefaultAsync(c => c.Left > 0 && db.Set<Envelope>().Any(e => e.Id == c.EnvelopeId && e.Region == region)))?.Id.ToString(),
        "firm" => (await db.Set<Firm>().FirstOrDefaultAsync(f => f.Region == region))?.Id.ToString(),
        "need" => (await db.Set<Need>().FirstOrDefaultAsync(n => n.Region == region))?.Id.ToString(),
        "letter" => (await db.Set<Letter>().FirstOrDefaultAsync())?.Id.ToString(),
        "round" => (await db.Set<InvitationRound>().FirstOrDefaultAsync(r => r.Region == region))?.Id.ToString(),
        "campaign" => (await db.Set<Campaign>().FirstOrDefaultAsync(c => c.Region == region))?.Id.ToString(),
        "person" => (await db.Users.FirstAsync()).Id.ToString(),
        "definition" => "salon-collectif",
        "instance" => (await db.Set<WorkflowInstance>().FirstOrDefaultAsync())?.Id,
        _ => null,
    };
}
