namespace ReaderStudy.Browser.Tests;

/// <summary>A cohort on disk, as a coordinator brings it in.</summary>
internal interface ICohortFiles
{
    /// <summary>Of images, imported from where it lies.</summary>
    string Folder { get; }

    /// <summary>Of images, sent by the browser.</summary>
    string ZipFile { get; }

    /// <summary>The table of truth, by patient number.</summary>
    string TruthFile { get; }
}
