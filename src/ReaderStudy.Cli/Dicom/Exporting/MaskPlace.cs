using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Cli.Dicom.Exporting;

/// <summary>The images that a mask lies on.</summary>
/// <param name="Stack">The images.</param>
/// <param name="Order">Where the mask's voxels belong among theirs.</param>
internal sealed record MaskPlace(SliceStack Stack, VoxelOrder Order)
{
    /// <summary>Finds the one stack on whose grid a mask lies.</summary>
    /// <exception cref="InvalidDataException">There is none, or more than one.</exception>
    public static MaskPlace Find(ExportInput input, NiftiHeader mask, string? seriesUid)
    {
        var found = new List<(string Name, MaskPlace Place)>();
        var others = new List<string>();
        var all = ExamGrouping.Group(input.Images).SelectMany(e => e.Series);
        foreach (var series in all.Where(s => seriesUid is null || s.SeriesInstanceUid == seriesUid))
        {
            foreach (var stack in SliceStack.Split(series.Instances))
            {
                var name = NameOf(series, stack);
                var difference = Compare(mask, stack, out var order);
                if (order is null)
                {
                    others.Add($"{name}: {difference}");
                }
                else
                {
                    found.Add((name, new MaskPlace(stack, order)));
                }
            }
        }

        return found switch
        {
            [var only] => only.Place,
            [] => throw new InvalidDataException(others.Count == 0 ? NoImages(seriesUid) : OnNone(others)),
            _ => throw new InvalidDataException(
                Lines($"lies on {found.Count} series alike. Choose one by --series:", found.Select(f => f.Name))
            ),
        };
    }

    private static string Compare(NiftiHeader mask, SliceStack stack, out VoxelOrder? order)
    {
        try
        {
            return VoxelOrder.Compare(mask, NiftiSeries.Of(stack).Header, out order);
        }
        catch (DicomException exception)
        {
            order = null;
            return exception.Message;
        }
    }

    private static string NameOf(SeriesGroup series, SliceStack stack)
    {
        var description = series.Instances[0].GetString(DicomTags.SeriesDescription);
        return $"series {series.SeriesInstanceUid}, {series.Modality} of {stack.Slices.Count} images"
            + (description is null ? "" : $" '{description}'");
    }

    private static string NoImages(string? seriesUid) =>
        seriesUid is null ? "there are no images for it to lie on" : $"there are no images of the series {seriesUid} (--series)";

    private static string OnNone(List<string> others) =>
        Lines(
            "lies on no series of the images. Name the images it was drawn on, or put it on their grid first (nearest neighbour):",
            others
        );

    private static string Lines(string first, IEnumerable<string> rest) => string.Join("\n  ", rest.Prepend(first));
}
