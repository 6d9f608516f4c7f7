using ReaderStudy.Dicom.Pixels.Outside;

namespace ReaderStudy.Dicom.Tests.Pixels;

/// <summary>What changes the process as a whole runs alone.</summary>
[CollectionDefinition(nameof(TemporaryFolderTests), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(TemporaryFolderTests))]
public sealed class TemporaryFolderTests
{
    [Fact]
    public async Task Without_room_for_temporary_files_every_image_is_refused_and_none_waits_for_ever()
    {
        var before = Environment.GetEnvironmentVariable("TMPDIR");
        Environment.SetEnvironmentVariable("TMPDIR", "/nowhere/at/all");
        try
        {
            // One more than may run at a time.
            for (var i = 0; i <= Environment.ProcessorCount; i++)
            {
                // So large that no file system in memory is tried first.
                var error = await Assert.ThrowsAsync<DicomException>(() =>
                    OutsideProgram
                        .InFolderAsync(long.MaxValue / 2, Task.FromResult, CancellationToken.None)
                        .WaitAsync(TimeSpan.FromSeconds(30))
                );
                Assert.Equal(DicomErrorKind.Decoder, error.Kind);
                Assert.StartsWith("there is no room for temporary files", error.Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("TMPDIR", before);
        }
    }
}
