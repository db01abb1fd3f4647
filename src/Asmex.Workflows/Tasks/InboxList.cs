namespace Asmex.Workflows.Tasks;

/// <summary>Whose work a list shows: one's own, everything open in one's regions, what nobody has taken, what others have in hand for one, what one did.</summary>
public enum InboxList { Mine, Region, Claim, Waiting, Done }

/// <summary>The order of a list, always from the top: the nearest day, the most pressing, the newest, the nearest follow-up.</summary>
public enum InboxSort { Due, Priority, Newest, FollowUp }
