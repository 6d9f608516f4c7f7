using System.Globalization;
using System.IO.Compression;
using ReaderStudy.Analysis.Csv;
using ReaderStudy.Analysis.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.ReadingsImport;

/// <summary>What the form brings.</summary>
public sealed class ReadingsForm
{
    public string Name { get; set; } = "";

    /// <summary>Name of a built-in protocol.</summary>
    public string Template { get; set; } = "";

    /// <summary>A protocol as JSON; goes before <see cref="Template"/>.</summary>
    public string? ProtocolJson { get; set; }

    /// <summary>One a line: our column name = the file's.</summary>
    public string? Renames { get; set; }

    public IFormFile? File { get; set; }

    /// <summary>The file as the check handed it back: its bytes packed by gzip, in base64.</summary>
    public string? Packed { get; set; }

    public string? FileName { get; set; }
}

/// <summary>What was found in the file, before anything is written.</summary>
/// <param name="Form">As it was sent, with the file packed.</param>
/// <param name="Protocol">Null: it could not be read.</param>
/// <param name="Content">Null: the file is refused.</param>
/// <param name="Problems">Faults of the form's fields, by field.</param>
/// <param name="Errors">Faults of the file.</param>
public sealed record CheckedReadings(
    ReadingsForm Form,
    Protocol? Protocol,
    ReadingFileContent? Content,
    IReadOnlyDictionary<string, string> Problems,
    IReadOnlyList<FileError> Errors
)
{
    public bool IsReady => Content is not null && Problems.Count == 0 && Errors.Count == 0;

    /// <summary>Readings that a rater did not make, by rater: cases of the file without one.</summary>
    public int Missing(string raterId) =>
        Content!.Cases.Count - Content.Readings.Where(r => r.RaterId == raterId).Select(r => r.CaseId).Distinct().Count();
}

/// <summary>Checks a file of finished readings without writing anything.</summary>
public sealed class ReadUpload
{
    private const int LongestCode = 64;
    private const int LongestName = 200;

    /// <summary>64 MiB, some 500,000 rows.</summary>
    public const int LargestFile = 64 << 20;

    public async Task<CheckedReadings> Handle(ReadingsForm form, CancellationToken cancellationToken)
    {
        var problems = new Dictionary<string, string>();
        if (form.Name.Trim().Length is < 1 or > LongestName)
        {
            problems[nameof(form.Name)] = "Give the study a name of 1 to 200 characters.";
        }

        var protocol = ReadProtocol(form, problems);
        var renames = ReadRenames(form.Renames, problems);
        var bytes = await BytesAsync(form, problems, cancellationToken);
        if (protocol is null || bytes is null || problems.ContainsKey(nameof(form.Renames)))
        {
            return new CheckedReadings(form, protocol, null, problems, []);
        }

        form.Packed = Pack(bytes);
        form.FileName ??= form.File?.FileName;
        try
        {
            using var stream = new MemoryStream(bytes);
            var content = ReadingFile.Read(stream, protocol, new ReadingFileOptions { Renames = renames });
            return new CheckedReadings(form, protocol, content, problems, TooLong(content));
        }
        catch (FileRefusedException refused)
        {
            return new CheckedReadings(form, protocol, null, problems, refused.Errors);
        }
    }

    private static Protocol? ReadProtocol(ReadingsForm form, Dictionary<string, string> problems)
    {
        try
        {
            return string.IsNullOrWhiteSpace(form.ProtocolJson)
                ? Domain.Studies.ProtocolJson.Template(form.Template)
                : Domain.Studies.ProtocolJson.Read(form.ProtocolJson);
        }
        catch (ProtocolException refused)
        {
            problems[string.IsNullOrWhiteSpace(form.ProtocolJson) ? nameof(form.Template) : nameof(form.ProtocolJson)] = refused.Message;
            return null;
        }
    }

    private static Dictionary<string, string> ReadRenames(string? text, Dictionary<string, string> problems)
    {
        var renames = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } ours, { Length: > 0 } theirs])
            {
                problems[nameof(ReadingsForm.Renames)] =
                    $"'{line}' is not a rename: write our name, =, the file's name, for example subtype = diagnosis.";
            }
            else if (!renames.TryAdd(ours, theirs))
            {
                problems[nameof(ReadingsForm.Renames)] = $"'{ours}' is renamed twice.";
            }
        }

        return renames;
    }

    private static async Task<byte[]?> BytesAsync(
        ReadingsForm form,
        Dictionary<string, string> problems,
        CancellationToken cancellationToken
    )
    {
        using var memory = new MemoryStream();
        if (form.File is { } file)
        {
            await file.CopyToAsync(memory, cancellationToken);
            form.FileName = file.FileName;
        }
        else if (string.IsNullOrEmpty(form.Packed) || !TryUnpack(form.Packed, memory))
        {
            problems[nameof(form.File)] = "Choose the CSV file with the readings.";
            return null;
        }

        if (memory.Length is 0 or > LargestFile)
        {
            problems[nameof(form.File)] =
                memory.Length == 0
                    ? "The file is empty. Choose a CSV file with a header and one row a reading or an answer."
                    : string.Create(CultureInfo.InvariantCulture, $"The file is larger than {LargestFile >> 20} MiB.");
            return null;
        }

        return memory.ToArray();
    }

    private static string Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    private static bool TryUnpack(string packed, MemoryStream target)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
            var buffer = new byte[1 << 16];
            for (int read; (read = gzip.Read(buffer)) > 0 && target.Length <= LargestFile; )
            {
                target.Write(buffer, 0, read);
            }

            return true;
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>What the platform cannot keep: names beyond its limits.</summary>
    private static List<FileError> TooLong(ReadingFileContent content)
    {
        var errors = new List<FileError>();
        foreach (var reading in content.Readings.DistinctBy(r => r.CaseId).Where(r => r.CaseId.Length > LongestCode))
        {
            errors.Add(new FileError(reading.Row, "case_id", $"is {reading.CaseId.Length} characters long; {LongestCode} is the most."));
        }

        foreach (var reading in content.Readings.DistinctBy(r => r.RaterId).Where(r => r.RaterId.Length > LongestName))
        {
            errors.Add(new FileError(reading.Row, "rater", $"is {reading.RaterId.Length} characters long; {LongestName} is the most."));
        }

        if (content.Raters.All(r => r.IsModel))
        {
            errors.Add(new FileError(null, null, "There is no reader in the file, only models: a reader study needs at least one."));
        }

        return errors;
    }
}
