namespace ReaderStudy.Dicom.Web;

/// <summary>Why an instance was not stored (PS3.18 table I.2-2, PS3.4 table GG.4-1).</summary>
public enum StoreFailure
{
    /// <summary>Something went wrong here.</summary>
    ProcessingFailure = 0x0110,

    /// <summary>This kind of object is not taken.</summary>
    SopClassNotSupported = 0x0122,

    /// <summary>It is larger than is taken, or there is no room.</summary>
    OutOfResources = 0xA700,

    /// <summary>It does not belong to the study that the address names.</summary>
    DataSetDoesNotMatch = 0xA900,

    /// <summary>It is no DICOM, ends early, or contradicts itself.</summary>
    CannotUnderstand = 0xC000,
}

/// <summary>What became of one instance that was sent to be stored.</summary>
/// <param name="SopClassUid">Null: not known.</param>
/// <param name="SopInstanceUid">Null: not known.</param>
/// <param name="Failure">Null: it is stored.</param>
public sealed record StoreOutcome(string? SopClassUid, string? SopInstanceUid, StoreFailure? Failure);
