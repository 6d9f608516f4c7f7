using ReaderStudy.Dicom.Segmentations;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Radiomics;

namespace ReaderStudy.Cli.Radiomics;

/// <summary>Cuts a segment out of the volume, with as much around it as the features look at.</summary>
internal static class SegmentRegion
{
    /// <summary>Beyond the radius of a sphere of 1 cm³, in mm: local intensities look no further.</summary>
    private const double Margin = 6.3;

    /// <summary>Null: the segment has no voxel.</summary>
    public static Region? Of(SegmentedSeries series, Segment segment)
    {
        var mask = series.Segments.MaskOf(segment);
        var least = series.Segments.IsFractional ? 128 : 1;
        var (geometry, plane) = (series.Volume.Geometry, series.Volume.Geometry.First);
        var inside = Enumerable.Range(0, mask.Length).Where(i => mask[i] >= least).ToList();
        if (inside.Count == 0)
        {
            return null;
        }

        var columns = Span.Of(inside.Select(i => i % geometry.Columns), plane.ColumnSpacing, geometry.Columns);
        var rows = Span.Of(inside.Select(i => i / geometry.Columns % geometry.Rows), plane.RowSpacing, geometry.Rows);
        var slices = Span.Of(inside.Select(i => i / (geometry.Columns * geometry.Rows)), geometry.SliceSpacing, geometry.Slices);
        var grid = new VoxelGrid(columns.Count, rows.Count, slices.Count, plane.ColumnSpacing, plane.RowSpacing, geometry.SliceSpacing);
        var (intensities, cut) = (new double[grid.Count], new bool[grid.Count]);
        for (var i = 0; i < grid.Count; i++)
        {
            var (column, row, slice) = (i % grid.Columns, i / grid.Columns % grid.Rows, i / (grid.Columns * grid.Rows));
            var from = (((slices.First + slice) * geometry.Rows + rows.First + row) * geometry.Columns) + columns.First + column;
            (intensities[i], cut[i]) = (series.Volume.Voxels[from], mask[from] >= least);
        }

        return new Region(grid, intensities, cut);
    }

    /// <summary>Voxels along one axis.</summary>
    private readonly record struct Span(int First, int Count)
    {
        public static Span Of(IEnumerable<int> places, double spacing, int size)
        {
            var margin = (int)Math.Ceiling(Margin / spacing);
            var (first, last) = (int.MaxValue, 0);
            foreach (var place in places)
            {
                (first, last) = (Math.Min(first, place), Math.Max(last, place));
            }

            (first, last) = (Math.Max(0, first - margin), Math.Min(size - 1, last + margin));
            return new Span(first, last - first + 1);
        }
    }
}
