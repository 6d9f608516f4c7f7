using System.Globalization;

namespace ReaderStudy.Dicom.Text;

/// <summary>Bytes as numbers in text. There are 256 of them, so that a long value is made of few strings.</summary>
internal static class ByteTexts
{
    private static readonly string[] Texts = [.. Enumerable.Range(0, 256).Select(n => n.ToString(CultureInfo.InvariantCulture))];

    public static string[] Of(ReadOnlySpan<byte> bytes)
    {
        var texts = new string[bytes.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Texts[bytes[i]];
        }

        return texts;
    }
}
