using System.Text;

namespace ReaderStudy.Dicom.Fuzz;

/// <summary>Pieces of which DICOM files and the code streams in them are made.</summary>
internal static class DicomTokens
{
    private static readonly string[] Codes =
    [
        "AE",
        "AS",
        "AT",
        "CS",
        "DA",
        "DS",
        "DT",
        "FD",
        "FL",
        "IS",
        "LO",
        "LT",
        "OB",
        "OD",
        "OF",
        "OL",
        "OV",
        "OW",
        "PN",
        "SH",
        "SL",
        "SQ",
        "SS",
        "ST",
        "SV",
        "TM",
        "UC",
        "UI",
        "UL",
        "UN",
        "UR",
        "US",
        "UT",
        "UV",
        "XX",
        "\0\0",
        "  ",
    ];

    private static readonly string[] Texts =
    [
        "1.2.840.10008.1.2\0",
        "1.2.840.10008.1.2.1\0",
        "1.2.840.10008.1.2.1.99",
        "1.2.840.10008.1.2.2\0",
        "1.2.840.10008.1.2.5\0",
        "1.2.840.10008.1.2.4.50",
        "1.2.840.10008.1.2.4.51",
        "1.2.840.10008.1.2.4.57",
        "1.2.840.10008.1.2.4.70",
        "1.2.840.10008.1.2.4.90",
        "1.2.840.10008.1.3.10\0",
        "1.2.840.10008.5.1.4.1.1.2.1",
        "1.2.840.10008.5.1.4.1.1.66.4",
        "1.2.840.10008.5.1.4.1.1.88.22",
        "ISO_IR 100",
        "ISO_IR 192",
        "GB18030 ",
        "\\ISO 2022 IR 87",
        "\\ISO 2022 IR 149",
        "ISO_IR 13\\ISO 2022 IR 87",
        "\u001b$B",
        "\u001b(B",
        "\u001b(J",
        "\u001b$)C",
        "\u001b$)A",
        "\u001b-F",
        "DICM",
        "MONOCHROME1 ",
        "MONOCHROME2 ",
        "PALETTE COLOR ",
        "RGB ",
        "YBR_FULL",
        "YBR_FULL_422",
        "\\\\\\\\",
        "^^^^====",
        "-1",
        "1e309",
        "999999999999",
        "2147483648",
        "65535",
        "0",
        "19991332",
        "246060.999999",
        "999Y",
    ];

    private static readonly (ushort Group, ushort Element)[] Known =
    [
        (0xFFFE, 0xE000),
        (0xFFFE, 0xE00D),
        (0xFFFE, 0xE0DD),
        (0x0002, 0x0000),
        (0x0002, 0x0010),
        (0x0004, 0x1200),
        (0x0004, 0x1220),
        (0x0004, 0x1400),
        (0x0004, 0x1420),
        (0x0008, 0x0005),
        (0x0008, 0x0016),
        (0x0008, 0x0018),
        (0x0008, 0x1140),
        (0x0009, 0x0010),
        (0x0009, 0x1001),
        (0x0010, 0x0010),
        (0x0018, 0x6011),
        (0x0020, 0x0032),
        (0x0020, 0x0037),
        (0x0028, 0x0002),
        (0x0028, 0x0004),
        (0x0028, 0x0006),
        (0x0028, 0x0008),
        (0x0028, 0x0010),
        (0x0028, 0x0011),
        (0x0028, 0x0100),
        (0x0028, 0x0101),
        (0x0028, 0x0102),
        (0x0028, 0x0103),
        (0x0028, 0x1101),
        (0x0028, 0x1201),
        (0x0028, 0x1221),
        (0x0028, 0x3000),
        (0x0028, 0x3002),
        (0x0028, 0x3006),
        (0x0028, 0x3010),
        (0x0040, 0xA730),
        (0x0062, 0x0002),
        (0x5200, 0x9229),
        (0x5200, 0x9230),
        (0x6000, 0x0010),
        (0x6000, 0x0102),
        (0x6000, 0x3000),
        (0x7FE0, 0x0001),
        (0x7FE0, 0x0002),
        (0x7FE0, 0x0008),
        (0x7FE0, 0x0010),
        (0xFFFC, 0xFFFC),
    ];

    // Markers of JPEG (T.81), JPEG-LS (T.87) and JPEG 2000 (T.800), and short segments of them.
    private static readonly byte[][] Streams =
    [
        [0xFF, 0xD8],
        [0xFF, 0xD9],
        [0xFF, 0xC0],
        [0xFF, 0xC1],
        [0xFF, 0xC2],
        [0xFF, 0xC3],
        [0xFF, 0xC4, 0x00, 0x02],
        [0xFF, 0xDA],
        [0xFF, 0xDB],
        [0xFF, 0xDC],
        [0xFF, 0xDD, 0x00, 0x04, 0x00, 0x01],
        [0xFF, 0xD0],
        [0xFF, 0xD7],
        [0xFF, 0xEE],
        [0xFF, 0xFE, 0xFF, 0xFF],
        [0xFF, 0xF7],
        [0xFF, 0x4F, 0xFF, 0x51],
        [0xFF, 0xFF, 0xFF, 0xFF],
        [0xFF, 0x00],
        [0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF],
        [0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0],
        [0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0],
        [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0],
        [0x80, 0x80, 0x80],
        [0x7F],
        [0x81, 0x00],
    ];

    public static readonly byte[][] Representations = [.. Codes.Select(Encoding.Latin1.GetBytes)];

    public static readonly byte[][] Tags =
    [
        .. Known.Select(t => new[] { (byte)t.Group, (byte)(t.Group >> 8), (byte)t.Element, (byte)(t.Element >> 8) }),
    ];

    /// <summary>Everything above, and whole headers of sequences and of values that are longer than they say.</summary>
    public static readonly byte[][] All =
    [
        .. Tags,
        .. Representations,
        .. Texts.Select(Encoding.Latin1.GetBytes),
        .. Streams,
        .. Tags.Select(t =>
            (byte[])[.. t, (byte)'S', (byte)'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF]
        ),
        .. Tags.Select(t =>
            (byte[])[.. t, (byte)'U', (byte)'N', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF]
        ),
        .. Tags.Select(t => (byte[])[.. t, (byte)'O', (byte)'B', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0]),
        .. Tags.Select(t => (byte[])[.. t, (byte)'U', (byte)'S', 2, 0, 0xFF, 0xFF]),
    ];

    /// <summary>The next place at or after <paramref name="from"/> where an explicit element may begin; -1 if there is none.</summary>
    public static int HeaderNear(List<byte> bytes, int from)
    {
        for (var i = from; i + 8 <= bytes.Count; i++)
        {
            if (
                bytes[i + 4] is >= (byte)'A' and <= (byte)'Z'
                && bytes[i + 5] is >= (byte)'A' and <= (byte)'Z'
                && (bytes[i + 1] | bytes[i + 3]) != 0xFF
            )
            {
                return i;
            }
        }

        return -1;
    }
}
