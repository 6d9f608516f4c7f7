using System.Text.Encodings.Web;
using System.Text.Json;

namespace ReaderStudy.Cli.Dicom.Checking;

/// <summary>One JSON array; an object a line.</summary>
internal sealed class JsonCheckReport(TextWriter output) : ICheckReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private bool _isFirst = true;

    public void Begin() => output.Write("[");

    public void Add(CheckedFile file)
    {
        output.WriteLine(_isFirst ? string.Empty : ",");
        output.Write(JsonSerializer.Serialize(file, Options));
        _isFirst = false;
    }

    public void End() => output.WriteLine(_isFirst ? "]" : Environment.NewLine + "]");
}
