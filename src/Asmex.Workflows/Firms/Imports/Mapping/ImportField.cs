namespace Asmex.Workflows.Firms.Imports.Mapping;

/// <summary>What a column of a file may say about a firm.</summary>
public enum ImportField
{
    Ignored,
    Name,
    ArabicName,
    Ice,
    TradeRegister,
    Court,
    TaxId,
    Cnss,
    LegalForm,
    Staff,
    Sector,
    Products,
    WomenLed,
    Region,
    Province,
    City,
    Address,
    Website,
    Phone,
    Email,
    ContactName,
    ContactRole,
    ContactLanguage,
    ExportStatus,
    ExportStatusOn,
    Consent,
    ConsentOn,
    ConsentSource,
}
