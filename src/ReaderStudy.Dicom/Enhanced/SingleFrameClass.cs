namespace ReaderStudy.Dicom.Enhanced;

/// <summary>Which SOP class (PS3.4 B.5) one frame of a multi-frame image has when it stands alone.</summary>
internal static class SingleFrameClass
{
    private const string Storage = "1.2.840.10008.5.1.4.1.1.";

    /// <summary>The class of the single frame; null where there is none, and the multi-frame class with one frame stays.</summary>
    public static string? Of(string? multiFrame) =>
        multiFrame switch
        {
            Storage + "2.1" or Storage + "2.2" => DicomUid.CtImageStorage,
            Storage + "4.1" or Storage + "4.3" or Storage + "4.4" => Storage + "4",
            Storage + "128.1" or Storage + "130" => Storage + "128",
            Storage + "3" or Storage + "3.1" or Storage + "6.2" => Storage + "6.1",
            Storage + "7.1" or Storage + "7.2" or Storage + "7.3" or Storage + "7.4" => Storage + "7",
            _ => null,
        };

    /// <summary>
    /// True for objects whose frames mean nothing alone: segmentations, parametric maps, dose grids, tiles of a slide. They are
    /// handed on whole.
    /// </summary>
    public static bool StaysWhole(string? sopClass) =>
        sopClass is Storage + "66.4" or Storage + "66.7" or Storage + "66.8" or Storage + "30" or Storage + "481.2" or Storage + "77.1.6";
}
