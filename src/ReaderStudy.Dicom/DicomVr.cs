using ReaderStudy.Dicom.Part10;

namespace ReaderStudy.Dicom;

/// <summary>Value representation: how the bytes of a value are to be understood (PS3.5 6.2). Members are the standard's codes.</summary>
public enum DicomVr
{
    UN,
    AE,
    AS,
    AT,
    CS,
    DA,
    DS,
    DT,
    FD,
    FL,
    IS,
    LO,
    LT,
    OB,
    OD,
    OF,
    OL,
    OV,
    OW,
    PN,
    SH,
    SL,
    SQ,
    SS,
    ST,
    SV,
    TM,
    UC,
    UI,
    UL,
    UR,
    US,
    UT,
    UV,
}

/// <summary>Properties of value representations that reading and writing need.</summary>
internal static class DicomVrExtensions
{
    private static readonly string[] Names = Enum.GetNames<DicomVr>();

    /// <summary>The VR with the two letters, or null if the standard has none such.</summary>
    public static DicomVr? Parse(byte first, byte second) => VrTable.Find(first, second);

    public static string Code(this DicomVr vr) => Names[(int)vr];

    /// <summary>True if the explicit form has two reserved bytes and a length of four (PS3.5 table 7.1-1).</summary>
    public static bool HasLongLength(this DicomVr vr) =>
        vr
            is DicomVr.OB
                or DicomVr.OD
                or DicomVr.OF
                or DicomVr.OL
                or DicomVr.OV
                or DicomVr.OW
                or DicomVr.SQ
                or DicomVr.SV
                or DicomVr.UC
                or DicomVr.UN
                or DicomVr.UR
                or DicomVr.UT
                or DicomVr.UV;

    /// <summary>Bytes that turn round together between the byte orders; 1 where the order does not matter.</summary>
    public static int UnitSize(this DicomVr vr) =>
        vr switch
        {
            DicomVr.US or DicomVr.SS or DicomVr.OW or DicomVr.AT => 2,
            DicomVr.UL or DicomVr.SL or DicomVr.FL or DicomVr.OF or DicomVr.OL => 4,
            DicomVr.FD or DicomVr.OD or DicomVr.SV or DicomVr.UV or DicomVr.OV => 8,
            _ => 1,
        };

    public static bool IsText(this DicomVr vr) =>
        vr
            is DicomVr.AE
                or DicomVr.AS
                or DicomVr.CS
                or DicomVr.DA
                or DicomVr.DS
                or DicomVr.DT
                or DicomVr.IS
                or DicomVr.LO
                or DicomVr.LT
                or DicomVr.PN
                or DicomVr.SH
                or DicomVr.ST
                or DicomVr.TM
                or DicomVr.UC
                or DicomVr.UI
                or DicomVr.UR
                or DicomVr.UT;

    /// <summary>True where a backslash is a letter, not a separator of values.</summary>
    public static bool IsSingleText(this DicomVr vr) => vr is DicomVr.LT or DicomVr.ST or DicomVr.UR or DicomVr.UT;

    /// <summary>True for text in the data set's own character set; the others are ASCII (PS3.5 6.1.2.3).</summary>
    public static bool UsesCharacterSet(this DicomVr vr) =>
        vr is DicomVr.LO or DicomVr.LT or DicomVr.PN or DicomVr.SH or DicomVr.ST or DicomVr.UC or DicomVr.UT;

    /// <summary>What makes an odd length even.</summary>
    public static byte PadByte(this DicomVr vr) => vr.IsText() && vr != DicomVr.UI ? (byte)' ' : (byte)0;
}
