namespace ReaderStudy.Dicom;

/// <summary>What kind of trouble a DICOM file or data set gave.</summary>
public enum DicomErrorKind
{
    /// <summary>The bytes are no DICOM at all.</summary>
    NotDicom,

    /// <summary>The bytes end before what they announce.</summary>
    Truncated,

    /// <summary>Valid as far as can be seen, but something this library does not read.</summary>
    Unsupported,

    /// <summary>The bytes contradict the standard or themselves.</summary>
    Malformed,

    /// <summary>A needed outside program is missing, or failed.</summary>
    Decoder,
}

/// <summary>A DICOM file or data set cannot be used; the message says why and, where known, which element is to blame.</summary>
public class DicomException : Exception
{
    public DicomException(DicomErrorKind kind, string message)
        : base(message)
    {
        Kind = kind;
    }

    public DicomException(DicomErrorKind kind, string message, Exception? innerException)
        : base(message, innerException)
    {
        Kind = kind;
    }

    /// <summary>The kind of trouble, for counting and for the choice of an answer.</summary>
    public DicomErrorKind Kind { get; }

    /// <summary>The message without the value that it may show, which may name somebody: this one may be stored and logged.</summary>
    public string MessageWithoutValue
    {
        get => field ?? Message;
        init;
    }
}
