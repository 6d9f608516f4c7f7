using System.Text;
using ReaderStudy.Dicom.Deidentification;

namespace ReaderStudy.Dicom.Tests.Deidentification;

/// <summary>Identities that tests plant into images, and the search for what is left of them.</summary>
internal static class Planted
{
    /// <summary>Letters that no word, keyword or number has.</summary>
    public const string Marker = "ZQXWJ";

    public static readonly DeidentificationOptions Everything = new()
    {
        RetainSafePrivate = true,
        RetainPatientCharacteristics = true,
        ShiftDates = true,
        CleanDescriptors = true,
    };

    /// <summary>An element whose value names somebody, in the bytes of any representation.</summary>
    public static DicomElement In(DicomTag tag, DicomVr vr)
    {
        var text = vr switch
        {
            DicomVr.PN => $"{Marker}^{Marker}",
            DicomVr.UI => $"1.2.840.10008.{Marker}",
            DicomVr.DA => $"1941{Marker}",
            DicomVr.CS => $"{Marker} {Marker}",
            DicomVr.LO or DicomVr.SH or DicomVr.ST or DicomVr.LT or DicomVr.UT or DicomVr.UC => $"arterial {Marker} 12",
            _ => Marker + Marker + Marker + "7",
        };
        return new DicomElement(tag, vr, Encoding.ASCII.GetBytes(text.Length % 2 == 0 ? text : text + "7"));
    }

    /// <summary>Where the marker still is in the file that would be stored: as ASCII, as UTF-16, in any case.</summary>
    public static IEnumerable<string> LeftIn(DicomDataset clean)
    {
        var bytes = new DicomFile(clean).ToBytes();
        foreach (var encoding in new[] { Encoding.Latin1, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            for (var shift = 0; shift < 2; shift++)
            {
                var text = encoding.GetString(bytes.AsSpan(shift));
                var at = text.IndexOf(Marker, StringComparison.OrdinalIgnoreCase);
                if (at >= 0)
                {
                    yield return $"{encoding.WebName}: {text[Math.Max(0, at - 20)..Math.Min(text.Length, at + 20)]}";
                }
            }
        }
    }
}
