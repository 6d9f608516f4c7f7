namespace ReaderStudy.Dicom.Deidentification;

/// <summary>Options of the profile (PS3.15 E.3) that this product offers.</summary>
public sealed record DeidentificationOptions
{
    public static readonly DeidentificationOptions Default = new();

    /// <summary>Nothing but the basic profile: no dates, no characteristics of the patient, no descriptions.</summary>
    public static readonly DeidentificationOptions BasicProfile = new()
    {
        RetainPatientCharacteristics = false,
        ShiftDates = false,
        CleanDescriptors = false,
    };

    /// <summary>Keeps sex, age (above 89 as 090Y), size, weight and the other attributes of E.3.7, free text cleaned.</summary>
    public bool RetainPatientCharacteristics { get; init; } = true;

    /// <summary>
    /// Keeps dates, moved into the past by a number of days that is the same for all of a patient's images, and times of day as
    /// they are (E.3.6). Otherwise dates and times are removed or made meaningless.
    /// </summary>
    public bool ShiftDates { get; init; } = true;

    /// <summary>Keeps of descriptions those words that are on a list of radiological words (E.3.5); otherwise descriptions go whole.</summary>
    public bool CleanDescriptors { get; init; } = true;

    /// <summary>Keeps private attributes of PS3.15 table E.3.10-1 that are numbers or short codes (E.3.10).</summary>
    public bool RetainSafePrivate { get; init; }

    /// <summary>Keeps the UIDs of exams, series and images (E.3.9): whoever has the originals can find the patient by them.</summary>
    public bool RetainUids { get; init; }

    /// <summary>Keeps what names the machine: serial number, station name (E.3.8).</summary>
    public bool RetainDeviceIdentity { get; init; }

    /// <summary>Looks for text in native pixels, beside what the header says (<see cref="BurnedInText"/>).</summary>
    public bool LookAtPixels { get; init; } = true;
}
