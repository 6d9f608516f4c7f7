using System.CommandLine;
using System.Globalization;
using ReaderStudy.Statistics.Segmentation;

namespace ReaderStudy.Cli.Stats.Segmentation;

/// <summary>The masks of one case, by reader.</summary>
internal sealed record CaseMasks(string Case, IReadOnlyList<(string Reader, Mask Mask)> Readers);

/// <summary>A file of voxels, one a row, with the grid that its masks lie on.</summary>
internal sealed class MaskFile
{
    public static readonly IReadOnlyList<StatsColumn> Columns =
    [
        new("reader", "Who drew the voxel: a reader, a model, the reference."),
        new("y", "Row of the slice, from 0."),
        new("x", "Voxel of the row, from 0."),
        new("z", "Slice, from 0; without it the masks are of one slice.", false),
        new("case", "Name of the case, where the file has several on one grid.", false),
    ];

    private readonly Option<string> _grid = Numbers(
        "--grid",
        "Voxels of the whole grid, Z,Y,X (or Y,X for a single slice).",
        3,
        t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0
    );

    private readonly Option<string> _spacing = Numbers(
        "--spacing",
        "Spacing of voxels in mm, z,y,x (or y,x).",
        3,
        t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var mm) && mm > 0 && double.IsFinite(mm)
    );

    private readonly Option<string?> _readers = new("--readers")
    {
        Description = "All readers, separated by commas, in the order wanted; one without a voxel drew nothing.",
    };

    public IReadOnlyList<Option> Options => [_grid, _spacing, _readers];

    public IReadOnlyList<CaseMasks> Read(StatsInput input)
    {
        var grid = Grid(input.Option(_grid), input.Option(_spacing));
        var rows = new List<((string Case, string Reader) Name, int Z, int Y, int X)>();
        var (hasCase, hasZ) = (input.Has("case"), input.Has("z"));
        for (var i = 0; i < input.Count; i++)
        {
            var name = (hasCase ? input.Required(i, "case") : "", input.Required(i, "reader"));
            rows.Add((name, hasZ ? Place(input, i, "z") : 0, Place(input, i, "y"), Place(input, i, "x")));
        }

        var readers = input.Option(_readers)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; readers is not null && i < input.Count; i++)
        {
            if (!readers.Contains(rows[i].Name.Reader))
            {
                input.Fault(i, "reader", $"'{rows[i].Name.Reader}' is not among --readers.");
            }
        }

        input.Demand();
        var masks = Mask.Of(grid, rows);
        readers ??= [.. masks.Select(m => m.Name.Reader).Distinct()];
        var drawn = masks.ToDictionary(m => m.Name, m => m.Mask);
        return
        [
            .. masks
                .Select(m => m.Name.Case)
                .Distinct()
                .Select(c => new CaseMasks(c, [.. readers.Select(r => (r, drawn.GetValueOrDefault((c, r)) ?? Mask.Empty(grid)))])),
        ];
    }

    private static VoxelGrid Grid(string grid, string spacing)
    {
        int[] voxels = [.. Split(grid).Select(t => int.Parse(t, CultureInfo.InvariantCulture))];
        double[] mm = [.. Split(spacing).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
        return voxels.Length == 2
            ? VoxelGrid.Planar(voxels[0], voxels[1], mm[^2], mm[^1])
            : new VoxelGrid(voxels[0], voxels[1], voxels[2], mm.Length == 3 ? mm[0] : 1, mm[^2], mm[^1]);
    }

    private static int Place(StatsInput input, int row, string column)
    {
        if (int.TryParse(input.Text(row, column), NumberStyles.None, CultureInfo.InvariantCulture, out var place))
        {
            return place;
        }

        input.Fault(row, column, $"'{input.Text(row, column)}' is not a whole number from 0.");
        return 0;
    }

    private static Option<string> Numbers(string name, string description, int most, Func<string, bool> isGood)
    {
        var option = new Option<string>(name) { Description = description, Required = true };
        option.Validators.Add(result =>
        {
            var parts = Split(result.Tokens.Count == 1 ? result.GetValueOrDefault<string>() ?? "" : "");
            if ((parts.Length != most && parts.Length != most - 1) || !parts.All(isGood))
            {
                result.AddError($"{name} takes {most} positive numbers, or {most - 1} for a single slice, separated by commas.");
            }
        });
        return option;
    }

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries);
}
