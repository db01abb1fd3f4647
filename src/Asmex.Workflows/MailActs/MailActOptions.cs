using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.MailActs;

/// <summary>Deciding from a letter, without signing in; bound from the section <c>MailActs</c>.</summary>
public sealed class MailActOptions
{
    public const string Section = "MailActs";

    /// <summary>False: letters carry no such links, and those that were sent open no more. Defaults to true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>A request of more than this, in dirhams, is decided only by who is signed in. Defaults to 20,000.</summary>
    [Range(0, 1_000_000_000)] public decimal SignInAbove { get; init; } = 20_000;

    /// <summary>How long a link opens. Defaults to 5 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "31.00:00:00")] public TimeSpan ValidFor { get; init; } = TimeSpan.FromDays(5);
}
