using QRCoder;

namespace Asmex.Workflows.Outreach;

/// <summary>A code as a picture that a phone reads.</summary>
public static class EntryPicture
{
    private const int Dot = 6;

    /// <summary>Strict mail programs show PNG and nothing else.</summary>
    public static byte[] Png(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        return picture.GetGraphic(Dot);
    }
}
