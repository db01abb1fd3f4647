namespace Asmex.Workflows.Firms.Merging;

/// <summary>What of two files is chosen from one of them; what goes together is chosen together.</summary>
public enum MergeField
{
    Name,
    ArabicName,
    Ice,

    /// <summary>With its court.</summary>
    TradeRegister,
    TaxId,
    Cnss,
    LegalForm,
    WomenLed,
    Staff,
    Sector,
    Products,
    HsChapters,
    Markets,
    Region,
    Province,
    City,
    Address,
    Website,
    Phone,
}
