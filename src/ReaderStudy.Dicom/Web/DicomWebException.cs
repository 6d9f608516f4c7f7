namespace ReaderStudy.Dicom.Web;

/// <summary>What went wrong between us and an archive.</summary>
public enum DicomWebProblem
{
    /// <summary>Nobody answers at the address, or its certificate is not trusted.</summary>
    Unreachable,

    /// <summary>The archive does not accept who we say we are, or does not allow what we ask.</summary>
    Refused,

    /// <summary>The archive does not know what was asked for.</summary>
    NotFound,

    /// <summary>The archive answered with another error.</summary>
    Failed,

    /// <summary>The answer stopped before its end.</summary>
    Cut,

    /// <summary>The answer is not what DICOMweb prescribes.</summary>
    NotUnderstood,
}

/// <summary>An archive did not do what was asked; the message is a sentence for people, without anything that names a patient.</summary>
public sealed class DicomWebException(DicomWebProblem problem, string message, bool mayPass, Exception? innerException = null)
    : Exception(message, innerException)
{
    public DicomWebProblem Problem { get; } = problem;

    /// <summary>True if the same request may succeed a little later.</summary>
    public bool MayPass { get; } = mayPass;

    /// <summary>For an answer that is not a success.</summary>
    /// <param name="status">HTTP status.</param>
    public static DicomWebException OfStatus(int status)
    {
        var (problem, what) = status switch
        {
            401 => (DicomWebProblem.Refused, "it does not accept the user and password, or the token, that are configured for it"),
            403 => (DicomWebProblem.Refused, "the account that is configured for it may not do this"),
            404 or 410 => (DicomWebProblem.NotFound, "it does not have what was asked for; if it never does, its address may be wrong"),
            406 => (DicomWebProblem.Failed, "it cannot send images as DICOM files"),
            408 or 504 => (DicomWebProblem.Failed, "it, or a gateway before it, waited too long"),
            413 => (DicomWebProblem.Failed, "too much was asked for at once; narrow the search"),
            429 => (DicomWebProblem.Failed, "it wants fewer requests; wait a while and try again"),
            502 or 503 => (DicomWebProblem.Failed, "it is busy or being restarted; wait a while and try again"),
            >= 300 and < 400 => (DicomWebProblem.Failed, "it sends us to another address; configure that address"),
            >= 500 => (DicomWebProblem.Failed, "it met an error of its own; its log says more"),
            _ => (DicomWebProblem.Failed, "it did not accept the request"),
        };
        return new DicomWebException(
            problem,
            FormattableString.Invariant($"The archive answered {status}: {what}."),
            status is 408 or 429 or >= 500 and not 501 and not 505
        );
    }
}
