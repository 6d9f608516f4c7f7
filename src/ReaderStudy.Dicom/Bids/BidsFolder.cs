using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Bids;

/// <summary>
/// A data set for modellers, laid out as BIDS (1.9) lays out data sets; CT has no chapter there yet (proposal BEP024), so the images are
/// listed in <c>.bidsignore</c>. Files come one after another; the tables about all come last.
/// </summary>
public sealed class BidsFolder(IExportTarget target, string name)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<BidsParticipant> _participants = [];
    private readonly HashSet<string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _notes = [];
    private readonly SortedSet<string> _kinds = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _derivatives = new(StringComparer.Ordinal);

    /// <summary>Where the masks of people or models go, under <c>derivatives</c>.</summary>
    private const string Masks = "derivatives/segmentations";

    /// <summary>True if a reference standard is told in <c>participants.tsv</c>.</summary>
    public bool TellsReference { get; init; }

    /// <summary>Adds a person once.</summary>
    public void Add(BidsParticipant participant)
    {
        if (_participants.TrueForAll(p => p.Code != participant.Code))
        {
            _participants.Add(participant);
        }
    }

    /// <summary>Something that the user of the data must know; it stands in the README.</summary>
    public void Note(string sentence) => _notes.Add(sentence);

    /// <summary>Adds the images of one phase: the volume and its description.</summary>
    /// <returns>The path of the volume.</returns>
    public async Task<string> AddImagesAsync(
        BidsImage image,
        NiftiSeries series,
        Func<DicomDataset, CancellationToken, Task<DicomDataset>> load,
        CancellationToken cancellationToken
    )
    {
        _kinds.Add(image.Kind);
        var stem = Free($"sub-{image.Participant}/ses-{image.Session}/{image.Kind}/{image.Stem}", "_" + image.Kind);
        await using (var stream = await CreateAsync(stem + ".nii.gz", cancellationToken))
        {
            await series.WriteAsync(stream, load, cancellationToken);
        }

        await AddTextAsync(stem + ".json", image.Sidecar(series).ToJsonString(Indented) + "\n", cancellationToken);
        return stem + ".nii.gz";
    }

    /// <summary>Adds a mask and the table of its labels.</summary>
    /// <returns>The path of the mask.</returns>
    public async Task<string> AddMaskAsync(
        BidsImage image,
        VolumeGeometry geometry,
        NiftiAffine affine,
        ReadOnlyMemory<byte> voxels,
        IReadOnlyList<(int Index, string Name)> labels,
        CancellationToken cancellationToken
    )
    {
        var stem = Free($"{Masks}/sub-{image.Participant}/ses-{image.Session}/{image.Kind}/{image.Stem}", "_dseg");
        await using (var stream = await CreateAsync(stem + ".nii.gz", cancellationToken))
        {
            await NiftiMask.WriteAsync(stream, geometry, affine, voxels, cancellationToken);
        }

        var rows = labels.Select(l =>
            (IReadOnlyList<string?>)[l.Index.ToString(System.Globalization.CultureInfo.InvariantCulture), l.Name]
        );
        await AddTableAsync(stem + ".tsv", ["index", "name"], rows, cancellationToken);
        return stem + ".nii.gz";
    }

    /// <summary>Adds a table as tab-separated values; what is not known is <c>n/a</c>.</summary>
    public async Task AddTableAsync(
        string path,
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<string?>> rows,
        CancellationToken cancellationToken
    )
    {
        var text = new StringBuilder();
        Line(text, columns);
        foreach (var row in rows)
        {
            Line(text, row);
        }

        await AddTextAsync(path, text.ToString(), cancellationToken);
    }

    /// <summary>Adds a file of text.</summary>
    public async Task AddTextAsync(string path, string text, CancellationToken cancellationToken)
    {
        await using var stream = await CreateAsync(path, cancellationToken);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    /// <summary>Writes what is about the data set as a whole.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await AddTextAsync("dataset_description.json", Description("raw").ToJsonString(Indented) + "\n", cancellationToken);
        string[] columns = ["participant_id", "age_band", "sex"];
        await AddTableAsync(
            "participants.tsv",
            TellsReference ? [.. columns, "reference_class"] : columns,
            _participants.Select(p =>
            {
                string?[] cells = ["sub-" + p.Code, p.AgeBand, p.Sex];
                return (IReadOnlyList<string?>)(TellsReference ? [.. cells, p.ReferenceClass] : cells);
            }),
            cancellationToken
        );
        await AddTextAsync("participants.json", ParticipantColumns().ToJsonString(Indented) + "\n", cancellationToken);
        await AddTextAsync(".bidsignore", "# Not in BIDS 1.9 yet\n" + string.Concat(_kinds.Select(k => $"**/{k}/\n")), cancellationToken);
        foreach (var folder in _derivatives.ToList())
        {
            var text = Description("derivative").ToJsonString(Indented) + "\n";
            await AddTextAsync(folder + "/dataset_description.json", text, cancellationToken);
        }

        await AddTextAsync("README", Readme(), cancellationToken);
    }

    private Task<Stream> CreateAsync(string path, CancellationToken cancellationToken)
    {
        if (path.Split('/') is ["derivatives", var kind, _, ..])
        {
            _derivatives.Add("derivatives/" + kind);
        }

        return target.CreateAsync(path, cancellationToken);
    }

    private JsonObject Description(string type)
    {
        var description = new JsonObject
        {
            ["Name"] = name,
            ["BIDSVersion"] = "1.9.0",
            ["DatasetType"] = type,
        };
        var generator = new JsonObject { ["Name"] = "ReaderStudy" };
        description["GeneratedBy"] = new JsonArray(generator);
        return description;
    }

    private JsonObject ParticipantColumns()
    {
        var columns = new JsonObject
        {
            ["participant_id"] = new JsonObject { ["Description"] = "Pseudonym; it leads to no person without the study's key" },
            ["age_band"] = new JsonObject { ["Description"] = "Age at the exam in bands of ten years", ["Units"] = "year" },
            ["sex"] = new JsonObject
            {
                ["Description"] = "As in the images' headers",
                ["Levels"] = new JsonObject
                {
                    ["F"] = "female",
                    ["M"] = "male",
                    ["O"] = "other",
                },
            },
        };
        if (TellsReference)
        {
            columns["reference_class"] = new JsonObject { ["Description"] = "Class of the study's reference standard" };
        }

        return columns;
    }

    private string Readme()
    {
        var text = new StringBuilder();
        text.Append(name).Append('\n').Append('\n');
        text.Append("Exported by ReaderStudy. People are known by pseudonyms only.\n\n");
        text.Append("sub-*/ses-*/*/*.nii.gz   one volume a phase, stored values with slope and intercept: CT reads as HU\n");
        text.Append("sub-*/ses-*/*/*.json     how it was acquired\n");
        text.Append("derivatives/             masks, readings and predictions, as far as they may be told\n\n");
        text.Append("Volumes lie in the patient as DICOM said (x to the right, y to the front, z to the head); nothing was resampled.\n");
        if (_notes.Count > 0)
        {
            text.Append("\nNotes\n");
            foreach (var note in _notes)
            {
                text.Append("- ").Append(note).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The name without ending, with a run number where it is taken.</summary>
    private string Free(string stem, string suffix)
    {
        var path = stem + suffix;
        for (var run = 2; !_paths.Add(path); run++)
        {
            path = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{stem}_run-{run}{suffix}");
        }

        return path;
    }

    /// <summary>Tabs and line ends would break the table: they become spaces.</summary>
    private static void Line(StringBuilder text, IReadOnlyList<string?> cells)
    {
        var plain = cells.Select(c =>
            string.IsNullOrWhiteSpace(c) ? "n/a" : string.Concat(c.Select(ch => char.IsControl(ch) ? ' ' : ch)).Trim()
        );
        text.AppendJoin('\t', plain).Append('\n');
    }
}
