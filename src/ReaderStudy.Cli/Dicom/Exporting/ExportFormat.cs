namespace ReaderStudy.Cli.Dicom.Exporting;

/// <summary>What <c>readerstudy dicom export</c> writes.</summary>
internal enum ExportFormat
{
    /// <summary>One NIfTI file a stack, and its description.</summary>
    Nifti,

    /// <summary>A data set laid out as BIDS lays out data sets.</summary>
    Bids,

    /// <summary>A NIfTI mask of a series as DICOM SEG.</summary>
    Seg,
}
