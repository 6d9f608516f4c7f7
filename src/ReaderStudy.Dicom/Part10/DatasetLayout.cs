namespace ReaderStudy.Dicom.Part10;

/// <summary>How the elements of a data set lie in memory (PS3.5 7.1, 7.3).</summary>
/// <param name="IsExplicit">True if every element names its representation.</param>
/// <param name="IsBigEndian">True if numbers begin with their highest byte.</param>
internal readonly record struct DatasetLayout(bool IsExplicit, bool IsBigEndian)
{
    public static readonly DatasetLayout ImplicitLittleEndian = new(false, false);

    public static DatasetLayout Of(TransferSyntax syntax) => new(!syntax.IsImplicit, syntax.IsBigEndian);
}
