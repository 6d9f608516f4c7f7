namespace ReaderStudy.Dicom.Deidentification;

/// <summary>What is done with an attribute; the letters are those of PS3.15 table E.1-1.</summary>
internal enum ConfidentialityAction
{
    /// <summary>K, and what the table does not list: stays if its value is of its kind (<see cref="KeptValues"/>); items are treated in turn.</summary>
    Keep,

    /// <summary>K of the options that keep UIDs and the device: stays whatever its value is.</summary>
    KeepAsIs,

    /// <summary>C of the option Clean Descriptors: only words stay that are known to be harmless.</summary>
    CleanText,

    /// <summary>X: goes.</summary>
    Remove,

    /// <summary>Z: stays without a value.</summary>
    Empty,

    /// <summary>D: gets a value without meaning.</summary>
    Dummy,

    /// <summary>U: gets another UID, the same for the same one.</summary>
    MapUid,

    /// <summary>C of the option Retain Longitudinal Temporal Information With Modified Dates: dates move, times of day stay.</summary>
    ShiftDate,
}
