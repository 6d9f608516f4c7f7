namespace ReaderStudy.Dicom.Enhanced;

/// <summary>Gives a frame its own part of a multi-frame overlay (PS3.3 C.9.3): one bit a pixel, without gaps between frames.</summary>
internal static class FrameOverlays
{
    /// <summary>Replaces each multi-frame overlay by the part for the frame, counted from 0; takes it away if there is none.</summary>
    public static void Apply(DicomDataset image, int frame)
    {
        for (ushort group = 0x6000; group <= 0x601E; group += 2)
        {
            var frames = new DicomTag(group, 0x0015);
            if (Number(image, frames) is not { } count)
            {
                continue;
            }

            var data = new DicomTag(group, 0x3000);
            var at = frame + 1 - (Number(image, new DicomTag(group, 0x0051)) ?? 1);
            var rows = Number(image, new DicomTag(group, 0x0010)) ?? 0;
            var columns = Number(image, new DicomTag(group, 0x0011)) ?? 0;
            var bits = (long)rows * columns;
            if (image.Find(data) is { } overlay && (at < 0 || at >= count || bits <= 0 || (at + 1) * bits > overlay.Value.Length * 8L))
            {
                Drop(image, group);
                continue;
            }

            if (image.Find(data) is { } whole)
            {
                image.Set(new DicomElement(data, whole.Vr, Part(whole.Value, at * bits, bits)));
            }

            image.Remove(frames);
            image.Remove(new DicomTag(group, 0x0051));
        }
    }

    private static int? Number(DicomDataset image, DicomTag tag) =>
        image.DoublesIfReadable(tag) is [>= 0 and < 1 << 24 and var number, ..] ? (int)number : null;

    private static void Drop(DicomDataset image, ushort group)
    {
        foreach (var element in image.Elements.Where(e => e.Tag.Group == group).ToList())
        {
            image.Remove(element.Tag);
        }
    }

    private static ReadOnlyMemory<byte> Part(ReadOnlyMemory<byte> all, long first, long bits)
    {
        var start = (int)(first / 8);
        var length = (int)((bits + 7) / 8);
        var shift = (int)(first % 8);
        if (shift == 0 && bits % 8 == 0)
        {
            return all.Slice(start, length);
        }

        var source = all.Span;
        var part = new byte[length + (length & 1)];
        for (var i = 0; i < length; i++)
        {
            var next = start + i + 1 < source.Length ? source[start + i + 1] : 0;
            part[i] = (byte)((source[start + i] >> shift) | (next << (8 - shift)));
        }

        if (bits % 8 != 0)
        {
            part[length - 1] &= (byte)((1 << (int)(bits % 8)) - 1);
        }

        return part;
    }
}
