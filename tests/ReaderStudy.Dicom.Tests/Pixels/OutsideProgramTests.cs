using System.Diagnostics;
using System.Text;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Tests.Pixels;

/// <summary>Programs that misbehave in every way that was thought of; the real ones are met in <see cref="TranscodingTests"/>.</summary>
public sealed class OutsideProgramTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("readerstudy-programs-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_missing_program_says_what_to_install()
    {
        var error = await ErrorOf("no-such-decoder");

        Assert.Equal(
            "JPEG 2000 Lossless images need the program no-such-decoder, which is not installed: install libgdcm-tools",
            error.Message
        );
    }

    [PosixTheory]
    [InlineData("kill -SEGV $$", "it crashed (signal 11)")]
    [InlineData("kill -ABRT $$", "it crashed (signal 6)")]
    [InlineData("echo bad stream >&2; exit 3", "exit code 3: bad stream")]
    [InlineData("exit 0", "no image came back")]
    [InlineData("echo no image > \"$3\"", "what came back cannot be read: not a DICOM file")]
    [InlineData("cp \"$2\" \"$3\"", "what came back cannot be read: the pixel data are compressed")]
    [InlineData("exec sleep 60", "it took longer than 1.5 seconds")]
    [InlineData("while :; do :; done", "it took longer than 1.5 seconds")]
    [InlineData("yes error >&2", "it took longer than 1.5 seconds")]
    [InlineData("sleep 60 & exit 4", "it took longer than 1.5 seconds")]
    [InlineData("exec yes > \"$3\"", "it crashed (signal 25)")]
    [InlineData("exec dd if=/dev/zero of=/dev/null bs=1G count=1", "exit code 1: dd: memory exhausted")]
    public async Task Whatever_a_program_does_becomes_an_error_and_leaves_nothing_behind(string script, string expected)
    {
        var clock = Stopwatch.StartNew();

        // What ends by itself may take its time on a busy machine.
        var error = await ErrorOf(
            Script($"echo \"$2\" > {Seen}\n{script}"),
            expected.StartsWith("it took longer", StringComparison.Ordinal) ? 1.5 : 60
        );

        Assert.Equal(DicomErrorKind.Decoder, error.Kind);
        Assert.StartsWith("the JPEG 2000 Lossless pixel data could not be decoded: " + expected, error.Message, StringComparison.Ordinal);
        Assert.True(clock.Elapsed.TotalSeconds < 15, $"it took {clock.Elapsed}");
        Assert.False(Directory.Exists(Path.GetDirectoryName((await File.ReadAllTextAsync(Seen)).Trim())));
    }

    [PosixFact]
    public async Task The_program_is_told_nothing_of_the_patient_nor_of_our_environment()
    {
        Environment.SetEnvironmentVariable("READERSTUDY_TEST_SECRET", "hush");
        await ErrorOf(Script($"cat \"$2\" > {Seen}; env >> {Seen}; exit 1"));

        var seen = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Seen));
        Assert.Contains("TMPDIR=", seen, StringComparison.Ordinal);
        foreach (var secret in (string[])["READERSTUDY_TEST_SECRET", "hush", "ller^J", "HOSP-4711", "20200228", "2.25.999", "2.25.1000"])
        {
            Assert.DoesNotContain(secret, seen, StringComparison.Ordinal);
        }
    }

    [PosixFact]
    public async Task When_one_program_crashes_the_next_one_is_asked()
    {
        var native = TestImages.Ct(0, 1);
        var answer = Path.Combine(_folder.FullName, "answer.dcm");
        await File.WriteAllBytesAsync(answer, new DicomFile(native).ToBytes());
        var second = Script($"cp {answer} \"$3\"", "second");

        var pixels = await PixelDecoder.DecodeAsync(
            Jpeg2000(),
            new DecoderOptions { Program = second, Jpeg2000Program = Script("kill -SEGV $$") }
        );

        Assert.Equal(NativePixels.Of(native).StoredValues(0), pixels.StoredValues(0));
    }

    [PosixFact]
    public async Task An_image_of_another_size_than_the_header_announces_is_refused()
    {
        var answer = Path.Combine(_folder.FullName, "answer.dcm");
        await File.WriteAllBytesAsync(answer, new DicomFile(TestImages.Ct(0, 1, rows: 7)).ToBytes());

        var error = await ErrorOf(Script($"cp {answer} \"$3\""));

        Assert.Equal("the header announces 1 frame(s) of 4 x 6, the pixel data hold 1 of 7 x 6", error.Message);
    }

    private string Seen => Path.Combine(_folder.FullName, "seen");

    private string Script(string body, string name = "program")
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return path;
    }

    private static Task<DicomException> ErrorOf(string program, double seconds = 60) =>
        Assert.ThrowsAsync<DicomException>(() =>
            PixelDecoder.DecodeAsync(
                Jpeg2000(),
                new DecoderOptions
                {
                    Program = program,
                    Jpeg2000Program = string.Empty,
                    TimeLimit = TimeSpan.FromSeconds(seconds),
                    MemoryLimitKib = 200_000,
                }
            )
        );

    /// <summary>A file whose stream says 4 x 6 pixels of 16 bits with sign, which is all that is looked at before a program is asked.</summary>
    private static DicomFile Jpeg2000()
    {
        var image = TestImages.Ct(0, 1);
        byte[] stream =
        [
            .. (byte[])[0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0, 0, 0, 0, 6, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0],
            .. (byte[])[0, 0, 0, 6, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0x8F, 1, 1, 0xFF, 0xD9, 0],
        ];
        image.Set(DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, [ReadOnlyMemory<byte>.Empty, stream]));
        return new DicomFile(new DicomDataset(), image, TransferSyntax.Of("1.2.840.10008.1.2.4.90"));
    }
}

/// <summary>A fact that needs a POSIX shell.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PosixFactAttribute : FactAttribute
{
    public PosixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "needs a POSIX shell" : null;
}

/// <summary>A theory that needs a POSIX shell.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PosixTheoryAttribute : TheoryAttribute
{
    public PosixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "needs a POSIX shell" : null;
}
