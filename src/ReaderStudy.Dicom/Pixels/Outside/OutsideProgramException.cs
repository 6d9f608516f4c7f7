namespace ReaderStudy.Dicom.Pixels.Outside;

/// <summary>An outside program did not do its work.</summary>
internal sealed class OutsideProgramException(string message, bool wasStopped) : Exception(message)
{
    /// <summary>True if it was stopped for taking too long: another program is not tried.</summary>
    public bool WasStopped { get; } = wasStopped;
}
