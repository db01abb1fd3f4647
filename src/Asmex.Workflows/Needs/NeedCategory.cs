namespace Asmex.Workflows.Needs;

public enum NeedCategory
{
    Finance,
    Logistics,
    Markets,
    Certification,
    Training,
    Customs,
    Promotion,
    Insurance,
    Digital,
    Other,
}
