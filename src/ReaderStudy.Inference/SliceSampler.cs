using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Inference;

/// <summary>Resamples images onto a model's grid: linear in all directions, averaged where the new grid is coarser.</summary>
public static class SliceSampler
{
    /// <summary>Changes whenever the same images would give other numbers.</summary>
    public const string Version = "slice-sampler-1";

    private const float Outside = -1024;

    /// <summary>Number of slices of the input: the reference's extent at the model's slice spacing.</summary>
    public static int SliceCount(Preprocessing settings, Volume reference) =>
        Math.Max(
            1,
            (int)
                Math.Round(
                    reference.Geometry.Slices * reference.Geometry.SliceSpacing / settings.SliceSpacing,
                    MidpointRounding.AwayFromZero
                )
        );

    /// <summary>Fills [slice, row, column] with values between 0 and 1 of one phase on the grid that the reference phase sets.</summary>
    public static void Fill(Preprocessing settings, Volume reference, Volume phase, int slice, Span<float> target)
    {
        var low = (float)settings.LowestHounsfield;
        var scale = (float)(1 / (settings.HighestHounsfield - settings.LowestHounsfield));
        Sample(settings, reference, phase, slice, target);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = Math.Clamp((target[i] - low) * scale, 0f, 1f);
        }
    }

    /// <summary>Fills one slice [row, column] with attenuation in HU; −1024 outside the images.</summary>
    public static void Sample(Preprocessing settings, Volume reference, Volume phase, int slice, Span<float> target)
    {
        var (from, to) = (reference.Geometry, phase.Geometry);
        var across = Weights(
            settings.Columns,
            Middle(from.First.Origin.X, from.Columns, from.First.ColumnSpacing, settings.Columns, settings.PixelSpacing),
            settings.PixelSpacing,
            to.First.Origin.X,
            to.First.ColumnSpacing,
            to.Columns
        );
        var down = Weights(
            settings.Rows,
            Middle(from.First.Origin.Y, from.Rows, from.First.RowSpacing, settings.Rows, settings.PixelSpacing),
            settings.PixelSpacing,
            to.First.Origin.Y,
            to.First.RowSpacing,
            to.Rows
        );
        var count = SliceCount(settings, reference);
        var bottom = Middle(from.First.Origin.Z, from.Slices, from.SliceSpacing, count, settings.SliceSpacing);
        var through = Weights(count, bottom, settings.SliceSpacing, to.First.Origin.Z, to.SliceSpacing, to.Slices)[slice];

        var narrow = new float[to.Rows * settings.Columns];
        foreach (var (plane, weight) in through.Taps)
        {
            var start = plane * to.Rows * to.Columns;
            for (var row = 0; row < to.Rows; row++)
            {
                for (var column = 0; column < settings.Columns; column++)
                {
                    var sum = 0f;
                    foreach (var (source, part) in across[column].Taps)
                    {
                        sum += part * phase.Voxels[start + row * to.Columns + source];
                    }

                    narrow[row * settings.Columns + column] += weight * sum;
                }
            }
        }

        for (var row = 0; row < settings.Rows; row++)
        {
            for (var column = 0; column < settings.Columns; column++)
            {
                var sum = 0f;
                foreach (var (source, part) in down[row].Taps)
                {
                    sum += part * narrow[source * settings.Columns + column];
                }

                var inside = across[column].Inside && down[row].Inside && through.Inside;
                target[row * settings.Columns + column] = inside ? sum : Outside;
            }
        }
    }

    /// <summary>Position of the first of the new points when both rows of points share their middle.</summary>
    private static double Middle(double first, int count, double spacing, int newCount, double newSpacing) =>
        first + (count - 1) * spacing / 2 - (newCount - 1) * newSpacing / 2;

    /// <summary>For each new position the source positions and their weights: a tent as wide as the coarser of the two spacings.</summary>
    private static SourceTaps[] Weights(int count, double first, double spacing, double sourceFirst, double sourceSpacing, int sourceCount)
    {
        var width = Math.Max(spacing, sourceSpacing);
        var all = new SourceTaps[count];
        for (var i = 0; i < count; i++)
        {
            var position = first + i * spacing;
            var from = (int)Math.Ceiling((position - width - sourceFirst) / sourceSpacing);
            var to = (int)Math.Floor((position + width - sourceFirst) / sourceSpacing);
            var tent = Enumerable
                .Range(from, to - from + 1)
                .Select(source => (Source: source, Weight: 1 - Math.Abs(position - sourceFirst - source * sourceSpacing) / width))
                .ToArray();
            var inside = tent.Where(tap => tap.Source >= 0 && tap.Source < sourceCount).ToArray();
            var covered = inside.Sum(tap => tap.Weight);
            all[i] =
                covered < tent.Sum(tap => tap.Weight) / 2
                    ? new SourceTaps([], Inside: false)
                    : new SourceTaps([.. inside.Select(tap => (tap.Source, (float)(tap.Weight / covered)))], Inside: true);
        }

        return all;
    }

    /// <summary>Source positions with weights; whether at least half of the weight fell inside the images, else there are none.</summary>
    private readonly record struct SourceTaps((int Source, float Weight)[] Taps, bool Inside);
}
