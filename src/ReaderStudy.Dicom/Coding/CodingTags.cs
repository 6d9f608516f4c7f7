namespace ReaderStudy.Dicom.Coding;

/// <summary>Tags of codes and coding schemes (PS3.3 8.8 and C.12.1.1.1).</summary>
internal static class CodingTags
{
    public static readonly DicomTag MappingResource = new(0x0008, 0x0105);
    public static readonly DicomTag CodingSchemeUid = new(0x0008, 0x010C);
    public static readonly DicomTag CodingSchemeIdentificationSequence = new(0x0008, 0x0110);
    public static readonly DicomTag CodingSchemeName = new(0x0008, 0x0115);
    public static readonly DicomTag CodingSchemeResponsibleOrganization = new(0x0008, 0x0116);
    public static readonly DicomTag LongCodeValue = new(0x0008, 0x0119);
    public static readonly DicomTag UrnCodeValue = new(0x0008, 0x0120);
}
