using System.CommandLine;

namespace ReaderStudy.Cli.Dicom;

/// <summary><c>readerstudy dicom</c>: what the platform does with images, from the command line.</summary>
internal static class DicomCommand
{
    public static Command Create(TextWriter output, TextWriter error) =>
        new("dicom", "Look at, check, decode, de-identify and convert DICOM files.") { DeidentifyCommand.Create(output, error) };
}
