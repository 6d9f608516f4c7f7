namespace ReaderStudy.Inference.Operations;

/// <summary>How the score of a lesion follows from those of its boxes.</summary>
public enum LesionScore
{
    Highest,
    Mean,
}

/// <summary>How boxes become lesions.</summary>
public sealed record LinkRule
{
    /// <summary>Least intersection over union of two boxes, in different slices, of one lesion.</summary>
    public double LeastOverlap { get; init; } = 0.3;

    /// <summary>Slices that a lesion may have no box in, one after the other, and still go on.</summary>
    public int Gap { get; init; } = 1;

    /// <summary>Slices with a box that a lesion must have; others are dropped.</summary>
    public int FewestSlices { get; init; } = 1;

    /// <summary>Boxes of different classes are never one lesion.</summary>
    public bool ByClass { get; init; } = true;

    public LesionScore Score { get; init; } = LesionScore.Highest;
}

/// <summary>A lesion of a volume.</summary>
/// <param name="Boxes">At most one a slice, in the order of the slices.</param>
/// <param name="Score">By the rule.</param>
public sealed record LinkedLesion(IReadOnlyList<(int Slice, DetectedBox Box)> Boxes, double Score);

/// <summary>
/// Links the boxes of neighbouring slices to lesions. Slice by slice, a box goes on the lesion whose latest box, not further away than the
/// gap allows, it overlaps most; the pair with the greatest overlap of the slice is linked first, of equals the one with the higher score
/// of the box, then the earlier lesion, then the earlier box. What is left opens a lesion of its own.
/// </summary>
public static class LesionsThroughSlices
{
    /// <summary>The lesions, the highest score first; equal scores by their first slice.</summary>
    /// <param name="boxes">In any order; of one slice, as they come.</param>
    /// <param name="rule">How they are linked.</param>
    public static IReadOnlyList<LinkedLesion> Of(IEnumerable<(int Slice, DetectedBox Box)> boxes, LinkRule rule)
    {
        var lesions = new List<List<(int Slice, DetectedBox Box)>>();
        foreach (var slice in boxes.GroupBy(box => box.Slice, box => box.Box).OrderBy(slice => slice.Key))
        {
            Link(slice.Key, [.. slice], lesions, rule);
        }

        return
        [
            .. lesions
                .Where(lesion => lesion.Count >= rule.FewestSlices)
                .Select(lesion => new LinkedLesion(lesion, Score(lesion, rule.Score)))
                .OrderByDescending(lesion => lesion.Score)
                .ThenBy(lesion => lesion.Boxes[0].Slice),
        ];
    }

    private static void Link(int slice, List<DetectedBox> boxes, List<List<(int Slice, DetectedBox Box)>> lesions, LinkRule rule)
    {
        var pairs =
            from lesion in Enumerable.Range(0, lesions.Count)
            let latest = lesions[lesion][^1]
            where slice - latest.Slice <= rule.Gap + 1
            from box in Enumerable.Range(0, boxes.Count)
            where !rule.ByClass || boxes[box].Class == latest.Box.Class
            let overlap = latest.Box.IntersectionOverUnion(boxes[box])
            where overlap >= rule.LeastOverlap && overlap > 0
            orderby overlap descending, boxes[box].Score descending, lesion, box
            select (lesion, box);
        var (goneOn, linked) = (new HashSet<int>(), new HashSet<int>());
        foreach (var (lesion, box) in pairs.ToList())
        {
            if (!goneOn.Contains(lesion) && linked.Add(box))
            {
                goneOn.Add(lesion);
                lesions[lesion].Add((slice, boxes[box]));
            }
        }

        lesions.AddRange(
            Enumerable
                .Range(0, boxes.Count)
                .Where(box => !linked.Contains(box))
                .Select(box => new List<(int Slice, DetectedBox Box)> { (slice, boxes[box]) })
        );
    }

    private static double Score(List<(int Slice, DetectedBox Box)> boxes, LesionScore score) =>
        score switch
        {
            LesionScore.Highest => boxes.Max(box => box.Box.Score),
            LesionScore.Mean => boxes.Average(box => box.Box.Score),
        };
}
