namespace ReaderStudy.Dicom.Pixels.Jpeg;

/// <summary>Decodes a scan of the lossless process (ISO/IEC 10918-1 annex H): every sample is a difference from its neighbours.</summary>
internal static class LosslessScan
{
    /// <summary>Writes the scan's components to their places among the interleaved samples; returns where the marker behind lies.</summary>
    public static int Decode(JpegHeader header, JpegScan scan, ReadOnlySpan<byte> stream, int start, ushort[] target)
    {
        if (header.Components.Any(c => c.Horizontal != header.MaxHorizontal || c.Vertical != header.MaxVertical))
        {
            throw new DicomException(DicomErrorKind.Unsupported, "lossless JPEG streams with subsampled colour are not read");
        }

        var columns = header.Columns;
        if (scan.RestartInterval % columns != 0)
        {
            throw JpegErrors.Malformed($"it restarts every {scan.RestartInterval} pixels, in the middle of a row of {columns}");
        }

        var step = header.Components.Length;
        var places = scan.Components.Select(c => Array.IndexOf(header.Components, c)).ToArray();
        var tables = scan.Components.Select(c => c.DcTable ?? throw JpegErrors.Malformed("a Huffman table is missing")).ToArray();
        var bits = new EntropyBits(stream, start);
        var rowsBetween = scan.RestartInterval / columns;
        for (var y = 0; y < header.Rows; y++)
        {
            var first = y == 0;
            if (rowsBetween > 0 && y > 0 && y % rowsBetween == 0)
            {
                if (!bits.Restart())
                {
                    throw JpegErrors.Truncated();
                }

                first = true;
            }

            var row = target.AsSpan(y * columns * step, columns * step);
            var above = first ? default : target.AsSpan((y - 1) * columns * step, columns * step);
            if (places.Length == 1)
            {
                Row(ref bits, tables[0], scan, header.Precision, row[places[0]..], above.IsEmpty ? default : above[places[0]..], step);
            }
            else
            {
                InterleavedRow(ref bits, tables, places, scan, header.Precision, row, above, step);
            }

            if (bits.IsExhausted)
            {
                throw JpegErrors.Truncated();
            }
        }

        bits.FindMarker();
        return bits.At;
    }

    /// <summary>Undoes the point transform: samples are kept without their lowest bits until all are known.</summary>
    public static void Scale(ushort[] samples, int shift)
    {
        for (var i = 0; shift > 0 && i < samples.Length; i++)
        {
            samples[i] <<= shift;
        }
    }

    private static void Row(
        ref EntropyBits bits,
        HuffmanTable table,
        JpegScan scan,
        int precision,
        Span<ushort> row,
        ReadOnlySpan<ushort> above,
        int step
    )
    {
        var left = above.IsEmpty ? 1 << (precision - scan.Low - 1) : above[0];
        var corner = left;
        for (var x = 0; x < row.Length; x += step)
        {
            var top = above.IsEmpty ? left : above[x];
            var predicted = x == 0 || above.IsEmpty ? left : Predict(scan.Start, left, top, corner);
            left = (ushort)(predicted + Difference(ref bits, table));
            row[x] = (ushort)left;
            corner = top;
        }
    }

    private static void InterleavedRow(
        ref EntropyBits bits,
        HuffmanTable[] tables,
        int[] places,
        JpegScan scan,
        int precision,
        Span<ushort> row,
        ReadOnlySpan<ushort> above,
        int step
    )
    {
        for (var x = 0; x < row.Length; x += step)
        {
            for (var c = 0; c < places.Length; c++)
            {
                var at = x + places[c];
                int predicted;
                if (above.IsEmpty)
                {
                    predicted = x == 0 ? 1 << (precision - scan.Low - 1) : row[at - step];
                }
                else
                {
                    predicted = x == 0 ? above[at] : Predict(scan.Start, row[at - step], above[at], above[at - step]);
                }

                row[at] = (ushort)(predicted + Difference(ref bits, tables[c]));
            }
        }
    }

    private static int Difference(ref EntropyBits bits, HuffmanTable table)
    {
        var size = table.Next(ref bits);
        return size switch
        {
            < 16 => bits.TakeSigned(size),
            16 => 32768,
            _ => throw JpegErrors.Malformed("a difference has more than 16 bits"),
        };
    }

    /// <summary>Table H.1.</summary>
    private static int Predict(int selection, int left, int above, int corner) =>
        selection switch
        {
            1 => left,
            2 => above,
            3 => corner,
            4 => left + above - corner,
            5 => left + ((above - corner) >> 1),
            6 => above + ((left - corner) >> 1),
            _ => (left + above) >> 1,
        };
}
