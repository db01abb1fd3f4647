namespace Asmex.Workflows.Firms;

public enum LegalForm
{
    Unknown,
    Sarl,
    SarlAu,
    Sa,
    Sas,
    Snc,
    Cooperative,
    AutoEntrepreneur,
    SoleTrader,
    EconomicGroup,
    Association,
    Other,
}
