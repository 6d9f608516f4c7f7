using ReaderStudy.Dicom;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>What tells two images with one UID apart, for the person who chooses.</summary>
internal static class ImageDifference
{
    private const int NamedElements = 4;

    /// <param name="there">Bytes of the image that is there; null: they cannot be compared.</param>
    /// <param name="other">Bytes of the new one. Both are de-identified.</param>
    public static string Between(byte[]? there, byte[] other)
    {
        if (there is null)
        {
            return "Another image with the same UID is there already, and its content differs";
        }

        var (old, now) = (DicomFile.Read(there).Dataset, DicomFile.Read(other).Dataset);
        var samePixels = Same(old.Find(DicomTags.PixelData), now.Find(DicomTags.PixelData));
        var names = old
            .Elements.Concat(now.Elements)
            .Select(e => e.Tag)
            .Distinct()
            .Where(t => t != DicomTags.PixelData && !Same(old.Find(t), now.Find(t)))
            .Select(t => DicomDictionary.Find(t)?.Keyword ?? t.ToDisplayString())
            .ToList();
        var header =
            names.Count == 0
                ? ""
                : string.Join(", ", names.Take(NamedElements))
                    + (names.Count > NamedElements ? $" and {names.Count - NamedElements} more" : "");
        return (samePixels, names.Count) switch
        {
            (false, 0) => "Another image with the same UID is there already: the pixels differ, the headers are alike",
            (false, _) => $"Another image with the same UID is there already: the pixels differ, and in the header {header}",
            (true, _) => $"Another image with the same UID is there already: the pixels are alike, the headers differ in {header}",
        };
    }

    private static bool Same(DicomElement? a, DicomElement? b)
    {
        if (a is null || b is null || a.Items is null != b.Items is null)
        {
            return a is null && b is null;
        }

        if (a.Items is not { } items)
        {
            return a.Value.Span.SequenceEqual(b.Value.Span);
        }

        return items.Count == b.Items!.Count
            && items
                .Zip(b.Items)
                .All(p =>
                    p.First.Elements.Count == p.Second.Elements.Count
                    && p.First.Elements.Zip(p.Second.Elements).All(e => e.First.Tag == e.Second.Tag && Same(e.First, e.Second))
                );
    }
}
