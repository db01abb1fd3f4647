namespace Asmex.Workflows.Firms.Notes;

public enum FirmNoteKind
{
    Visit,
    Call,
    Note,
}
