using System.Globalization;
using System.Text.Json.Serialization;

namespace ReaderStudy.Domain.Readings.Marking;

/// <summary>What lies inside on one slice.</summary>
/// <param name="Slice">From 0, in the order of the stack.</param>
/// <param name="Runs">
/// A start and a length in turn: pixels of the slice counted row by row from 0. In order, and none twice.
/// </param>
public sealed record OutlinedSlice(int Slice, IReadOnlyList<int> Runs);

/// <summary>An outline as a reader drew it on the pixels of a series. Without slices it says that there is nothing to outline.</summary>
/// <param name="Series">Of the case as the reader sees it, from 0.</param>
/// <param name="Rows">Of each slice.</param>
/// <param name="Columns">Of each slice.</param>
/// <param name="Slices">Those on which something lies inside.</param>
public sealed record Outline(int Series, int Rows, int Columns, IReadOnlyList<OutlinedSlice> Slices)
{
    /// <summary>Most runs of one outline: a lesion as large as a liver, drawn by a threshold on noise, has fewer.</summary>
    public const int MostRuns = 500_000;

    /// <summary>Longest text that <see cref="Write"/> gives, in characters.</summary>
    public const int LongestText = 10_000_000;

    /// <summary>How many pixels lie inside.</summary>
    [JsonIgnore]
    public long Pixels => Slices.Sum(s => Lengths(s).Sum(length => (long)length));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is no outline.</exception>
    public static Outline Read(string text) => MarkingJson.Read<Outline>(text) ?? throw new InvalidDataException("This is no outline.");

    /// <summary>The same pixels give the same text, however they were cut into runs.</summary>
    public string Write() =>
        MarkingJson.Write(
            this with
            {
                Slices =
                [
                    .. Slices.Select(s => new OutlinedSlice(s.Slice, Joined(s.Runs))).Where(s => s.Runs.Count > 0).OrderBy(s => s.Slice),
                ],
            }
        );

    /// <summary>One sentence for each thing that is wrong with it on these images; empty: nothing.</summary>
    public IEnumerable<string> FaultsOn(SeriesGrid? images)
    {
        if (images is null)
        {
            yield return "The outline was drawn on a series that is not shown.";
            yield break;
        }

        if (Rows != images.Rows || Columns != images.Columns)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The outline has {Rows} rows of {Columns} pixels; the images have {images.Rows} of {images.Columns}."
            );
            yield break;
        }

        if (Slices.Sum(s => (long)s.Runs.Count) > 2L * MostRuns)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The outline is too ragged: at most {MostRuns:N0} runs are kept. Smooth it."
            );
            yield break;
        }

        var seen = new HashSet<int>();
        foreach (var slice in Slices)
        {
            if (slice.Slice < 0 || slice.Slice >= images.Slices.Count)
            {
                yield return $"The outline is on slice {slice.Slice}; the series has 0 to {images.Slices.Count - 1}.";
            }
            else if (!seen.Add(slice.Slice))
            {
                yield return $"The outline names slice {slice.Slice} twice.";
            }
            else if (!AreInOrder(slice.Runs, Rows * Columns))
            {
                yield return $"The runs on slice {slice.Slice} are not in order, overlap, or leave the image.";
            }
        }
    }

    /// <summary>One byte a pixel of a slice, row by row: 1 inside, 0 outside.</summary>
    public byte[] PixelsOf(OutlinedSlice slice)
    {
        var pixels = new byte[Rows * Columns];
        for (var i = 0; i < slice.Runs.Count; i += 2)
        {
            pixels.AsSpan(slice.Runs[i], slice.Runs[i + 1]).Fill(1);
        }

        return pixels;
    }

    private static IEnumerable<int> Lengths(OutlinedSlice slice) => slice.Runs.Where((_, i) => i % 2 == 1);

    private static bool AreInOrder(IReadOnlyList<int> runs, int pixels)
    {
        var free = 0L;
        for (var i = 0; i + 1 < runs.Count; i += 2)
        {
            if (runs[i] < free || runs[i + 1] < 1)
            {
                return false;
            }

            free = (long)runs[i] + runs[i + 1];
        }

        return runs.Count % 2 == 0 && free <= pixels;
    }

    /// <summary>Runs that touch are one.</summary>
    private static List<int> Joined(IReadOnlyList<int> runs)
    {
        var joined = new List<int>(runs.Count);
        for (var i = 0; i < runs.Count; i += 2)
        {
            if (joined.Count > 0 && joined[^2] + joined[^1] == runs[i])
            {
                joined[^1] += runs[i + 1];
            }
            else
            {
                joined.Add(runs[i]);
                joined.Add(runs[i + 1]);
            }
        }

        return joined;
    }
}
