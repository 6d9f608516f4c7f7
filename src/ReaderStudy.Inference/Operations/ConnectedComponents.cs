using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Inference.Operations;

/// <summary>Which voxels of a mask touch.</summary>
public enum Neighbourhood
{
    /// <summary>Those that share a face: 6.</summary>
    Faces,

    /// <summary>Those that share a face or an edge: 18.</summary>
    Edges,

    /// <summary>Those that share a face, an edge or a corner: 26.</summary>
    Corners,
}

/// <summary>One connected part of a mask.</summary>
/// <param name="Label">Its number, from 1.</param>
/// <param name="Voxels">How many voxels it has.</param>
/// <param name="Millilitres">Its volume.</param>
/// <param name="LargestDiameter">Greatest distance between the centres of two of its voxels, in mm; 0 for one voxel.</param>
/// <param name="LargestAxialDiameter">The same within one slice.</param>
/// <param name="Slices">Where it lies, slice by slice.</param>
public sealed record Component(
    int Label,
    int Voxels,
    double Millilitres,
    double LargestDiameter,
    double LargestAxialDiameter,
    IReadOnlyList<SliceExtent> Slices
);

/// <summary>The connected parts of a mask in three dimensions.</summary>
public sealed class ConnectedComponents
{
    private ConnectedComponents(int[] labels, IReadOnlyList<Component> components) => (Labels, Components) = (labels, components);

    /// <summary>Of each voxel the number of its component; 0 outside the mask.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>In the order of their first voxel.</summary>
    public IReadOnlyList<Component> Components { get; }

    /// <summary>Splits a mask of a volume's voxels.</summary>
    public static ConnectedComponents Of(ReadOnlySpan<bool> mask, VolumeGeometry geometry, Neighbourhood neighbourhood)
    {
        var size = new GridSize(geometry.Slices, geometry.Rows, geometry.Columns);
        size.Require(mask.Length, nameof(mask));
        var labels = new int[mask.Length];
        var parents = new List<int> { 0 };
        var before = Before(neighbourhood);
        var index = 0;
        for (var slice = 0; slice < size.Slices; slice++)
        {
            for (var row = 0; row < size.Rows; row++)
            {
                for (var column = 0; column < size.Columns; column++, index++)
                {
                    if (mask[index])
                    {
                        labels[index] = Join(labels, size, before, parents, slice, row, column);
                    }
                }
            }
        }

        var count = Renumber(labels, parents);
        return new ConnectedComponents(labels, ComponentMeasures.Of(labels, count, size, geometry));
    }

    /// <summary>Neighbours that come earlier in the order of the voxels.</summary>
    private static (int Slice, int Row, int Column)[] Before(Neighbourhood neighbourhood)
    {
        var furthest = neighbourhood switch
        {
            Neighbourhood.Faces => 1,
            Neighbourhood.Edges => 2,
            Neighbourhood.Corners => 3,
        };
        return
        [
            .. Enumerable
                .Range(0, 13)
                .Select(i => (Slice: (i / 9) - 1, Row: (i / 3 % 3) - 1, Column: (i % 3) - 1))
                .Where(step => Math.Abs(step.Slice) + Math.Abs(step.Row) + Math.Abs(step.Column) <= furthest),
        ];
    }

    private static int Join(
        int[] labels,
        GridSize size,
        (int Slice, int Row, int Column)[] before,
        List<int> parents,
        int slice,
        int row,
        int column
    )
    {
        var own = 0;
        foreach (var step in before)
        {
            var (z, y, x) = (slice + step.Slice, row + step.Row, column + step.Column);
            if (
                z < 0
                || (uint)y >= (uint)size.Rows
                || (uint)x >= (uint)size.Columns
                || labels[size.IndexOf(z, y, x)] is not (> 0 and var label)
            )
            {
                continue;
            }

            var root = Root(parents, label);
            if (own == 0)
            {
                own = root;
            }
            else if (root != own)
            {
                (own, var later) = (Math.Min(own, root), Math.Max(own, root));
                parents[later] = own;
            }
        }

        if (own == 0)
        {
            own = parents.Count;
            parents.Add(own);
        }

        return own;
    }

    private static int Root(List<int> parents, int label)
    {
        while (parents[label] != label)
        {
            parents[label] = parents[parents[label]];
            label = parents[label];
        }

        return label;
    }

    private static int Renumber(int[] labels, List<int> parents)
    {
        var numbers = new int[parents.Count];
        var count = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] > 0)
            {
                ref var number = ref numbers[Root(parents, labels[i])];
                number = number == 0 ? ++count : number;
                labels[i] = number;
            }
        }

        return count;
    }
}
