namespace ReaderStudy.Dicom.Deidentification;

/// <summary>Options of the profile (PS3.15 E.3) that this product offers.</summary>
public sealed record DeidentificationOptions
{
    public static readonly DeidentificationOptions Default = new();

    /// <summary>Keeps sex, age (above 89 as 090Y), size and weight (E.3.7).</summary>
    public bool RetainPatientCharacteristics { get; init; } = true;

    /// <summary>
    /// Keeps dates, moved into the past by a number of days that is the same for all of a patient's images, and times of day as
    /// they are (E.3.6). Otherwise dates and times are removed or made meaningless.
    /// </summary>
    public bool ShiftDates { get; init; } = true;
}
