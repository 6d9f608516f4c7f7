using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Inference;

/// <summary>Turns a case's images into a network's input, or says why it cannot.</summary>
internal static class CaseInput
{
    private const int MostSlices = 240;
    private const int FewestSlices = 3;
    private const double LeastOverlap = 0.5;

    /// <summary>Why the model cannot judge the case; null if it can.</summary>
    public static NotPredicted? Refuse(Preprocessing settings, IReadOnlyDictionary<string, Volume> phases)
    {
        var missing = settings.Phases.Where(phase => !phases.ContainsKey(phase)).ToList();
        if (missing.Count > 0)
        {
            return new NotPredicted(
                NotPredictedReason.PhaseMissing,
                $"The model needs {string.Join(", ", settings.Phases)}; the case has no {string.Join(" and no ", missing)}."
            );
        }

        var reference = phases[settings.ReferencePhase];
        foreach (var phase in settings.Phases)
        {
            if (Unusable(phases[phase]) is { } why)
            {
                return new NotPredicted(NotPredictedReason.VolumeUnusable, $"The {phase} images {why}.");
            }

            if (Overlap(reference, phases[phase]) < LeastOverlap)
            {
                return new NotPredicted(
                    NotPredictedReason.PhasesApart,
                    $"The {phase} images show less than half of the height that the {settings.ReferencePhase} images show."
                );
            }
        }

        var slices = SliceSampler.SliceCount(settings, reference);
        return slices is < FewestSlices or > MostSlices
            ? new NotPredicted(
                NotPredictedReason.VolumeUnusable,
                $"The {settings.ReferencePhase} images are {slices} slices of {settings.SliceSpacing} mm high; the model takes {FewestSlices} to {MostSlices}."
            )
            : null;
    }

    /// <summary>The input [slice, phase, row, column], values 0 to 1.</summary>
    public static (float[] Values, int Slices) Make(
        Preprocessing settings,
        IReadOnlyDictionary<string, Volume> phases,
        CancellationToken cancellationToken
    )
    {
        var reference = phases[settings.ReferencePhase];
        var slices = SliceSampler.SliceCount(settings, reference);
        var plane = settings.Rows * settings.Columns;
        var channels = settings.Phases.Count;
        var values = new float[slices * channels * plane];
        for (var slice = 0; slice < slices; slice++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var channel = 0; channel < channels; channel++)
            {
                var target = values.AsSpan((slice * channels + channel) * plane, plane);
                SliceSampler.Fill(settings, reference, phases[settings.Phases[channel]], slice, target);
            }
        }

        return (values, slices);
    }

    private static string? Unusable(Volume volume)
    {
        const double Straight = 0.999;
        var plane = volume.Geometry.First;
        if (plane.AlongRow.X < Straight || plane.AlongColumn.Y < Straight)
        {
            return "are not straight axial slices of a patient lying on the back";
        }

        if (volume.Geometry.Slices < 2 || volume.Geometry.SliceSpacing <= 0)
        {
            return "are a single slice";
        }

        var gap = volume.Problems.FirstOrDefault(problem => problem.Kind is StackProblemKind.MissingSlices or StackProblemKind.Tilted);
        return gap is null ? null : $"cannot be used: {gap.Message}";
    }

    private static double Overlap(Volume reference, Volume phase)
    {
        var (bottom, top) = Extent(reference);
        var (otherBottom, otherTop) = Extent(phase);
        return (Math.Min(top, otherTop) - Math.Max(bottom, otherBottom)) / (top - bottom);
    }

    private static (double Bottom, double Top) Extent(Volume volume)
    {
        var half = volume.Geometry.SliceSpacing / 2;
        var first = volume.Geometry.First.Origin.Z;
        return (first - half, first + (volume.Geometry.Slices - 1) * volume.Geometry.SliceSpacing + half);
    }
}
