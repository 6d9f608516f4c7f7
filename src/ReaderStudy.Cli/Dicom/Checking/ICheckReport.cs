namespace ReaderStudy.Cli.Dicom.Checking;

/// <summary>Tells results while they come.</summary>
internal interface ICheckReport
{
    void Begin();

    void Add(CheckedFile file);

    void End();
}
