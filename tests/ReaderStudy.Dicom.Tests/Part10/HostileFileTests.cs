using System.Diagnostics;

namespace ReaderStudy.Dicom.Tests.Part10;

/// <summary>
/// Files made to hurt: a million elements, items, guesses, delimiters, zeros, in the worst order. Each is read or refused with memory
/// of at most 64 times its size; what takes square time would take minutes here, so a wide limit on time fails on it alone.
/// </summary>
public sealed class HostileFileTests
{
    private const int Many = 1_000_000;

    public static TheoryData<string> Names => [.. Files.Keys];

    private static readonly Dictionary<string, Func<byte[]>> Files = new(StringComparer.Ordinal)
    {
        ["empty elements in descending order"] = () =>
        {
            var raw = Raw.Implicit();
            for (var i = Many; i > 0; i--)
            {
                raw.Header(0x10000000u + (uint)i, 0);
            }

            return raw.ToArray();
        },
        ["one tag again and again"] = () => Repeat(Raw.Implicit(), r => r.Header(0x00100020, 0)),
        ["empty items"] = () => Repeat(Raw.Implicit().Header(0x00081140, Raw.Undefined), r => r.Header(Raw.Item, 0)),
        ["items without end"] = () => Repeat(Raw.Implicit().Header(0x00081140, Raw.Undefined), r => r.Header(Raw.Item, Raw.Undefined)),
        ["empty fragments"] = () => Repeat(Raw.Explicit().Element(0x7FE00010, "OB", default, Raw.Undefined), r => r.Header(Raw.Item, 0)),
        ["guesses that fail"] = () => Repeat(Raw.Explicit(), r => r.Element(0x00082112, "UN", [0xFE, 0xFF, 0, 0xE0, 9, 9, 0, 0])),
        ["guesses within guesses"] = () =>
        {
            var value = new byte[] { 1 };
            for (var i = 0; i < 2000; i++)
            {
                value = new Raw()
                    .Header(Raw.Item, (uint)(new Raw().Element(0x00082112, "UN", value).ToArray().Length))
                    .Element(0x00082112, "UN", value)
                    .ToArray();
            }

            return Raw.Explicit().Element(0x00082112, "UN", value).ToArray();
        },
        ["ambiguous elements sixty deep"] = () =>
        {
            var raw = Raw.Implicit();
            for (var i = 0; i < 60; i++)
            {
                raw.Header(0x00081140, Raw.Undefined).Header(Raw.Item, Raw.Undefined);
            }

            return Repeat(raw, r => r.Header(0x00280106, 0));
        },
        ["stray delimiters"] = () => Repeat(Raw.Explicit(), r => r.Header(Raw.SequenceEnd, 0)),
        ["zeros and at last a one"] = () => Raw.Implicit().Bytes(new byte[8 * Many]).Bytes([1, 0, 0, 0, 0, 0, 0, 0]).ToArray(),
        ["private elements of unknown creators"] = () =>
        {
            var raw = Raw.Implicit();
            for (uint group = 0x0011; group < 0x0011 + 2000; group += 2)
            {
                for (uint block = 0x10; block < 0x100; block++)
                {
                    raw.Header((group << 16) | block, 0);
                }

                for (uint block = 0x10; block < 0x100; block++)
                {
                    raw.Header((group << 16) | (block << 8), 0);
                }
            }

            return raw.ToArray();
        },
        ["character sets nobody knows"] = () => Repeat(Raw.Explicit(), r => r.Element(0x00080005, "CS", "ISO_IR 4"u8)),
        ["headers without representation"] = () => Repeat(Raw.Explicit(), r => r.Header(0x00280010, 0)),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_file_ends_soon_and_takes_memory_in_proportion(string name)
    {
        var bytes = Files[name]();
        foreach (var options in new[] { DicomReadOptions.Default, DicomReadOptions.Tolerant })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            try
            {
                DicomFile.Read(bytes, options);
            }
            catch (DicomException e)
            {
                Assert.True(e.Message.Length < 500);
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= (64L * bytes.Length) + (16 << 20), $"{allocated / bytes.Length} times the file's size");
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
        }
    }

    private static byte[] Repeat(Raw raw, Action<Raw> one)
    {
        for (var i = 0; i < Many; i++)
        {
            one(raw);
        }

        return raw.ToArray();
    }
}
