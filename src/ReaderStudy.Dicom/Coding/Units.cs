namespace ReaderStudy.Dicom.Coding;

/// <summary>Units of measurement in UCUM (PS3.16 CID 7181).</summary>
public static class Units
{
    public static readonly CodedConcept Millimetre = new("mm", "UCUM", "millimeter");
    public static readonly CodedConcept SquareMillimetre = new("mm2", "UCUM", "square millimeter");
    public static readonly CodedConcept CubicMillimetre = new("mm3", "UCUM", "cubic millimeter");
    public static readonly CodedConcept Percent = new("%", "UCUM", "Percent");
    public static readonly CodedConcept Pixels = new("{pixels}", "UCUM", "pixels");
    public static readonly CodedConcept SquarePixels = new("{pixels2}", "UCUM", "square pixels");
    public static readonly CodedConcept NoUnits = new("1", "UCUM", "no units");
    public static readonly CodedConcept Hounsfield = new("[hnsf'U]", "UCUM", "Hounsfield unit");
}
