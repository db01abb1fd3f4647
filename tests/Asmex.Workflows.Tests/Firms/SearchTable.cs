using Asmex.Workflows.Firms;

namespace Asmex.Workflows.Tests.Firms;

/// <summary>A few firms, and what people type in French and Arabic, rightly and wrongly, with the one firm that it must find among them.</summary>
internal static class SearchTable
{
    public static IReadOnlyList<(string Key, FirmDraft Draft)> Firms { get; } =
    [
        ("argan", new("Coopérative Argan Tiznit", "MA-09", "produits-terroir", "تعاونية أركان تيزنيت", Ice: "900000001000078", LegalForm: LegalForm.Cooperative, City: "Tiznit", Phone: "05 28 86 12 34", WomenLed: true)),
        ("taroudant", new("Safran de Taliouine SARL", "MA-09", "produits-terroir", City: "Taroudant", Ice: Ice.Of(900000002).Digits, Phone: "0661 23 45 67")),
        ("peche", new("Sté Atlas Pêche", "MA-09", "autre", City: "Agadir", Ice: Ice.Of(900000003).Digits)),
        ("cuir", new("Tanneries de Fès", "MA-03", "autre", "مدابغ فاس", City: "Fès", Ice: Ice.Of(900000004).Digits)),
        ("textile", new("Confection Bouskoura S.A.R.L. AU", "MA-06", "autre", City: "Casablanca", Ice: Ice.Of(900000005).Digits, Phone: "+212 522 98 76 54")),
        ("zellige", new("Zellige El Firdaous", "MA-03", "artisanat", "زليج الفردوس", City: "Meknès", Ice: Ice.Of(900000006).Digits)),
        ("chaouen", new("Laine de Chefchaouen", "MA-01", "artisanat", City: "Chefchaouen", Ice: Ice.Of(900000007).Digits)),
        ("dattes", new("تعاونية تمور درعة", "MA-08", "produits-terroir", "تعاونية تمور درعة", LegalForm: LegalForm.Cooperative, City: "Zagora")),
        ("agrosouss", new("Agrosouss Export", "MA-09", "autre", City: "Aït Melloul", Ice: Ice.Of(900000009).Digits)),
        ("oujda", new("Oriental Emballages", "MA-02", "autre", City: "Oujda", Ice: Ice.Of(900000010).Digits)),
        ("huile", new("Huilerie Moulay Idriss", "MA-03", "autre", "معصرة مولاي إدريس", City: "Moulay Yacoub")),
        ("roses", new("Roses de Kelaat M'Gouna", "MA-08", "produits-terroir", City: "Tinghir", Ice: Ice.Of(900000012).Digits)),
    ];

    public static IReadOnlyList<(string Typed, string? Found)> Searches { get; } =
    [
        // As it is written, in part, in any case, without accents.
        ("argan", "argan"),
        ("ARGAN", "argan"),
        ("arg", "argan"),
        ("tiznit", "argan"),
        ("cooperative argan", "argan"),
        ("Coopérative Tiznit", "argan"),
        ("argan coop", "argan"),
        ("peche", "peche"),
        ("pêche", "peche"),
        ("atlas peche agadir", "peche"),
        ("société atlas pêche", "peche"),
        ("tanneries fes", "cuir"),
        ("tanneries de fès sarl", "cuir"),
        ("safran", "taroudant"),
        ("taliouine", "taroudant"),
        ("safran taroudant", "taroudant"),
        ("bouskoura", "textile"),
        ("confection casa", "textile"),
        ("zellige firdaous", "zellige"),
        ("oriental", "oujda"),
        ("oujda", "oujda"),
        ("roses kelaat", "roses"),
        ("m'gouna", "roses"),
        ("moulay idriss", "huile"),
        ("huilerie", "huile"),
        // In Arabic, with and without hamza and ta marbuta.
        ("أركان", "argan"),
        ("اركان", "argan"),
        ("تعاونيه اركان", "argan"),
        ("تعاونية تيزنيت", "argan"),
        ("مدابغ", "cuir"),
        ("فاس مدابغ", "cuir"),
        ("الفردوس", "zellige"),
        ("زليج", "zellige"),
        ("تمور", "dattes"),
        ("تمور درعة", "dattes"),
        ("زاكورة", "dattes"),
        ("إدريس", "huile"),
        ("وجدة", "oujda"),
        ("tangier", "chaouen"),
        // The other script than the name's.
        ("سفران", "taroudant"),
        ("بوسكورة", "textile"),
        ("شفشاون", "chaouen"),
        ("تارودانت", "taroudant"),
        ("الدار البيضاء", "textile"),
        ("tomour", "dattes"),
        ("taawounia draa", "dattes"),
        ("mdabegh", "cuir"),
        // Wrongly typed.
        ("arkan", "argan"),
        ("argane", "argan"),
        ("argna", "argan"),
        ("cooperatve tiznit", "argan"),
        ("coperative tisnit", "argan"),
        ("safarn", "taroudant"),
        ("bouskora", "textile"),
        ("confetcion", "textile"),
        ("zelige", "zellige"),
        ("agro souss", "agrosouss"),
        ("agrosous", "agrosouss"),
        ("elfirdaous", "zellige"),
        ("tanerie", "cuir"),
        ("embalage oujda", "oujda"),
        ("chefchaoun", "chaouen"),
        ("hulerie", "huile"),
        ("kelat mgouna", "roses"),
        // Numbers, with and without spaces.
        ("900000001", "argan"),
        ("900 000 001", "argan"),
        ("0661234567", "taroudant"),
        ("06 61 23", "taroudant"),
        ("+212 661 23 45 67", "taroudant"),
        ("0522 98 76 54", "textile"),
        ("00212522987654", "textile"),
        // What is not there.
        ("argan agadir", null),
        ("xylophone", null),
        ("100%", null),
        ("0611111111", null),
    ];
}
