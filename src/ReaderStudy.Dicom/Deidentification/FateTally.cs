using System.Runtime.InteropServices;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>Counts the fates of one image's elements while it is de-identified.</summary>
internal sealed class FateTally
{
    // The tag in the upper bits, the fate in the lowest eight.
    private readonly Dictionary<ulong, long> _counts = new(128);

    public void Add(DicomTag tag, AttributeFate fate) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, ((ulong)tag.Value << 8) | (byte)fate, out _)++;

    /// <summary>The counts and questions as a report on one image.</summary>
    public DeidentificationReport Report(IReadOnlyList<DeidentificationQuestion> questions)
    {
        var attributes = new ReportedAttribute[_counts.Count];
        var i = 0;
        foreach (var (key, count) in _counts)
        {
            attributes[i++] = new ReportedAttribute((uint)(key >> 8), (AttributeFate)(key & 0xFF), count);
        }

        Array.Sort(attributes, static (a, b) => a.TagNumber != b.TagNumber ? a.TagNumber.CompareTo(b.TagNumber) : a.Fate.CompareTo(b.Fate));
        return new DeidentificationReport(
            1,
            attributes,
            [.. questions.Select(q => q.Kind).Distinct().Order().Select(kind => new ReportedQuestion(kind, 1))]
        );
    }
}
