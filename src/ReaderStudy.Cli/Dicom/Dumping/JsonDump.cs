using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Json;

namespace ReaderStudy.Cli.Dicom.Dumping;

/// <summary>A data set as DICOM JSON, indented; long values are told by their size.</summary>
internal static class JsonDump
{
    private const int LongestInline = 1024;

    public static void Write(TextWriter output, DicomDataset dataset)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            DicomJson.Write(writer, dataset, SizeOf);
        }

        output.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }

    private static string? SizeOf(DicomElement element)
    {
        var size = element.Fragments?.Skip(1).Sum(f => (long)f.Length) ?? element.Value.Length;
        return element.Fragments is null && size <= LongestInline ? null : string.Create(CultureInfo.InvariantCulture, $"bytes:{size}");
    }
}
