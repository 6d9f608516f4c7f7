namespace ReaderStudy.Dicom.Deidentification;

/// <summary>A row of PS3.15 table E.1-1: actions of the basic profile and of the options offered; empty where an option does not change it.</summary>
internal sealed record ConfidentialityRow(
    string Basic,
    string CleanDescriptors,
    string DeviceIdentity,
    string ModifiedDates,
    string PatientCharacteristics,
    string Uids
);
