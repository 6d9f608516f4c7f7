namespace ReaderStudy.Dicom.Deidentification;

/// <summary>What is done with an attribute; the letters are those of PS3.15 table E.1-1.</summary>
internal enum ConfidentialityAction
{
    /// <summary>K: stays as it is; nested items are treated in turn.</summary>
    Keep,

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

    /// <summary>K of the option Retain Patient Characteristics, with ages above 89 made one.</summary>
    KeepAge,
}
