using System.Net;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.People;
using Asmex.Workflows.Web.Jobs;
using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Tests.Web;

public sealed class JobsTests(WorkingHouse house) : IClassFixture<WorkingHouse>
{
    [Fact]
    public async Task Every_job_runs_when_the_program_starts()
    {
        await house.Services.GetServices<IHostedService>().OfType<ScheduleStart>().Single().ExecuteTask!.WaitAsync(TimeSpan.FromMinutes(1));

        using var connection = house.Services.GetRequiredService<JobStorage>().GetConnection();

        var jobs = connection.GetRecurringJobs();

        Assert.Contains(jobs, job => job.Id == "timers");
        Assert.All(jobs, job => Assert.NotNull(job.LastJobId));
    }

    [Fact]
    public async Task A_letter_leaves_as_soon_as_its_cause_is_committed()
    {
        var mail = house.Services.GetRequiredService<IOptions<MailOptions>>().Value;
        var folder = Path.Combine(house.Services.GetRequiredService<IHostEnvironment>().ContentRootPath, mail.Folder);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = new FileSystemWatcher(Directory.CreateDirectory(folder).FullName, "*.eml") { EnableRaisingEvents = true };
        watch.Created += (_, _) => arrived.TrySetResult();
        watch.Renamed += (_, _) => arrived.TrySetResult();

        await using var scope = house.Scope();
        await using (var transaction = await scope.Db.BeginWriteAsync(default))
        {
            await scope.Get<LetterWriter>().WriteAsync(LetterKeys.TaskOpened, new Recipient("fatima@coop.example", "Fatima Alaoui", "fr"), TaskLetter.Sample, "test:1", LetterAbout.Nothing, default);
            await scope.Db.SaveChangesAsync();
            await transaction.CommitAsync(default);
        }

        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task The_dashboard_is_there_for_administrators()
    {
        using var visitor = house.Visitor();
        await visitor.SignInAsync(Roles.Administrator);

        var dashboard = await visitor.GoAsync("/jobs");

        Assert.Equal(HttpStatusCode.OK, dashboard.Status);

        // Its library styles by attribute.
        using var answer = await visitor.Http.GetAsync(new Uri("/jobs", UriKind.Relative));
        Assert.Contains("style-src 'self' 'unsafe-inline'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }
}
