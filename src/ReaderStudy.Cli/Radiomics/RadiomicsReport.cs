using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReaderStudy.Radiomics;
using Spectre.Console;

namespace ReaderStudy.Cli.Radiomics;

/// <summary>Prints features, as a table for each segment or as JSON.</summary>
internal sealed class RadiomicsReport(RadiomicsRequest request, SegmentedSeries series, IReadOnlyList<SegmentFeatures> segments)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private double[] Spacing =>
        [series.Volume.Geometry.First.ColumnSpacing, series.Volume.Geometry.First.RowSpacing, series.Volume.Geometry.SliceSpacing];

    public void Write(TextWriter output)
    {
        if (request.Json)
        {
            output.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        series.SeriesUid,
                        Spacing,
                        Discretisation = request.Discretisation.Description,
                        request.Range,
                        Notes = Notes(),
                        Segments = segments,
                    },
                    Options
                )
            );
            return;
        }

        var console = PlainConsole.On(output);
        foreach (var segment in segments)
        {
            console.Write(TableOf(segment));
            foreach (var reason in segment.Features.Where(f => f.Reason is not null).GroupBy(f => f.Reason, f => f.Code))
            {
                console.WriteLine($"No value for {string.Join(", ", reason.Distinct())}: {reason.Key}.");
            }
        }

        console.WriteLine($"Grey levels: {request.Discretisation.Description}.");
        foreach (var note in Notes())
        {
            console.WriteLine(note);
        }
    }

    private List<string> Notes()
    {
        var (x, y, z) = (Spacing[0], Spacing[1], Spacing[2]);
        return new VoxelGrid(1, 1, 1, x, y, z).IsIsotropic || request.Textures is "2d" or "2.5d"
            ? []
            :
            [
                FormattableString.Invariant(
                    $"Voxels are {x:0.###} x {y:0.###} x {z:0.###} mm, no cubes: textures in 3D mix neighbours of different distances."
                ),
            ];
    }

    private static Table TableOf(SegmentFeatures segment)
    {
        var table = new Table
        {
            Border = TableBorder.Simple,
            Title = new TableTitle(Markup.Escape($"Segment {segment.Number}: {segment.Label}, {segment.Voxels} voxels")),
        };
        table.AddColumns("family", "code", "feature", "aggregation");
        table.AddColumn(new TableColumn("value").RightAligned());
        foreach (var feature in segment.Features)
        {
            table.AddRow(
                new Text(FamilyOf(feature.Family)),
                new Text(feature.Code),
                new Text(feature.Name),
                new Text(feature.Aggregation.Name),
                new Text(feature.Value?.ToString("G6", CultureInfo.InvariantCulture) ?? "none")
            );
        }

        return table;
    }

    /// <summary>IBSI's abbreviations.</summary>
    private static string FamilyOf(FeatureFamily family) =>
        family switch
        {
            FeatureFamily.Morphology => "MORPH",
            FeatureFamily.LocalIntensity => "LI",
            FeatureFamily.IntensityStatistics => "IS",
            FeatureFamily.IntensityHistogram => "IH",
            FeatureFamily.IntensityVolumeHistogram => "IVH",
            FeatureFamily.GreyLevelCooccurrence => "GLCM",
            FeatureFamily.GreyLevelRunLength => "GLRLM",
            FeatureFamily.GreyLevelSizeZone => "GLSZM",
            FeatureFamily.GreyLevelDistanceZone => "GLDZM",
            FeatureFamily.NeighbourhoodGreyToneDifference => "NGTDM",
            FeatureFamily.NeighbouringGreyLevelDependence => "NGLDM",
        };
}
