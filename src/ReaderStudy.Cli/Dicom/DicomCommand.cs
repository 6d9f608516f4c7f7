using System.CommandLine;
using ReaderStudy.Cli.Dicom.Checking;
using ReaderStudy.Cli.Dicom.Decoding;
using ReaderStudy.Cli.Dicom.Deidentifying;
using ReaderStudy.Cli.Dicom.Dumping;
using ReaderStudy.Cli.Dicom.Exporting;

namespace ReaderStudy.Cli.Dicom;

/// <summary><c>readerstudy dicom</c>: what the platform does with images, from the command line.</summary>
internal static class DicomCommand
{
    public static Command Create(TextWriter output, TextWriter error, TimeProvider time) =>
        new("dicom", "Look at, check, decode, de-identify and convert DICOM files.")
        {
            CheckCommand.Create(output),
            DumpCommand.Create(output, error),
            DecodeCommand.Create(output, error),
            DeidentifyCommand.Create(output, error),
            ExportCommand.Create(output, error, time),
        };
}
