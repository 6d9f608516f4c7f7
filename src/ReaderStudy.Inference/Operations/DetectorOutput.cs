namespace ReaderStudy.Inference.Operations;

/// <summary>Reads the output of a YOLOv8-type detector.</summary>
/// <remarks>
/// The tensor [1, 4 + classes, places] holds for every place the box's centre x, centre y, width and height in pixels of the input, then one
/// score a class between 0 and 1. A place gives a box of its best class (the first of equals) if that score is greater than the confidence
/// asked for, as in Ultralytics' <c>non_max_suppression</c> with one label a box.
/// </remarks>
public static class DetectorOutput
{
    /// <summary>The boxes in pixels of the image, in the order of the places; not yet freed of overlapping ones.</summary>
    /// <exception cref="ArgumentException">The output has another length, or a number in it is not finite.</exception>
    public static IReadOnlyList<DetectedBox> Decode(ReadOnlySpan<float> output, int classes, double confidence, InputMapping mapping)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        var channels = 4 + classes;
        if (output.Length % channels != 0)
        {
            throw new ArgumentException($"{output.Length} numbers are no boxes of {classes} classes.", nameof(output));
        }

        foreach (var value in output)
        {
            if (!float.IsFinite(value))
            {
                throw new ArgumentException("The detector's output holds a number that is not finite.", nameof(output));
            }
        }

        var places = output.Length / channels;
        var boxes = new List<DetectedBox>();
        for (var place = 0; place < places; place++)
        {
            var (score, best) = (float.MinValue, 0);
            for (var one = 0; one < classes; one++)
            {
                if (output[((4 + one) * places) + place] is var candidate && candidate > score)
                {
                    (score, best) = (candidate, one);
                }
            }

            if (score > confidence)
            {
                double x = output[place];
                double y = output[places + place];
                var (halfWidth, halfHeight) = (output[(2 * places) + place] / 2.0, output[(3 * places) + place] / 2.0);
                boxes.Add(mapping.ToImage(new DetectedBox(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, score, best)));
            }
        }

        return boxes;
    }
}
