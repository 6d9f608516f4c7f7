using System.Text;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>Values that satisfy the standard and mean nothing, for the action D.</summary>
internal static class DummyValues
{
    /// <summary>The element with a dummy of its representation; a sequence loses its items, an empty element stays empty.</summary>
    public static DicomElement For(DicomElement element)
    {
        if (element.Items is not null)
        {
            return DicomElement.Sequence(element.Tag, []);
        }

        if (element.IsEmpty)
        {
            return element;
        }

        var text = element.Vr switch
        {
            DicomVr.AE or DicomVr.CS or DicomVr.LO or DicomVr.LT or DicomVr.SH or DicomVr.ST or DicomVr.UC or DicomVr.UT => "REMOVED",
            DicomVr.PN => "REMOVED^",
            DicomVr.AS => "000Y",
            DicomVr.DA => "19000101",
            DicomVr.DT => "19000101000000",
            DicomVr.TM => "000000",
            DicomVr.DS or DicomVr.IS => "0",
            DicomVr.UR => "urn:removed",
            _ => null,
        };
        var bytes = text is null ? new byte[Math.Min(element.Value.Length, 8)] : Encoding.ASCII.GetBytes(text);
        return new DicomElement(element.Tag, element.Vr, DicomSetters.Padded(bytes, element.Vr));
    }
}
