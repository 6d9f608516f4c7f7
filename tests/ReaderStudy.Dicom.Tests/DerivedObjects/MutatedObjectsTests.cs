using ReaderStudy.Dicom.DerivedObjects;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Segmentations;
using ReaderStudy.Dicom.StructuredReports;
using ReaderStudy.Dicom.Tests.StructuredReports;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Tests.DerivedObjects;

/// <summary>Reports, segmentations and volumes with bytes changed at random: they are read, or refused with a reason; nothing else happens.</summary>
public sealed class MutatedObjectsTests
{
    private const int Rounds = 3000;

    [Fact]
    public void Mutated_reports_are_read_or_refused()
    {
        var bytes = new DicomFile(MeasurementReportTests.Written(MeasurementReportTests.ModelsReport())).ToBytes();
        var refused = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            try
            {
                MeasurementReport.Read(DicomFile.Read(Mutated(bytes, round)).Dataset);
            }
            catch (DicomException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, Rounds - 1);
    }

    [Fact]
    public async Task Mutated_segmentations_are_read_or_refused()
    {
        var source = SliceStack.Of([.. Enumerable.Range(0, 3).Select(i => TestImages.Ct(5 * i, i + 1))]);
        var labels = new byte[3 * 24];
        labels[30] = 1;
        labels[60] = 1;
        var identity = new DerivedIdentity
        {
            SopInstanceUid = "2.25.1",
            SeriesUid = "2.25.2",
            MadeAt = new DateTime(2026, 1, 1),
        };
        var segments = Segment.FromLabels(labels, 24, [SegmentDescription.Liver(1, "demo", "1")]);
        var bytes = SegmentationWriter.Write(source, segments, identity).ToBytes();
        var refused = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            try
            {
                var file = DicomFile.Read(Mutated(bytes, round));
                await SegmentationReader.ReadAsync(file, round % 2 == 0 ? source : null);
            }
            catch (DicomException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, Rounds - 1);
    }

    [Fact]
    public async Task Mutated_volumes_are_read_or_refused()
    {
        using var memory = new MemoryStream();
        var grid = VolumeGeometry.Axial(2, 3, 4, new Point3(0, 0, 0), 5, 1);
        await NiftiMask.WriteAsync(memory, grid, NiftiAffine.Of(grid), new byte[24]);
        using var plain = new MemoryStream();
        memory.Position = 0;
        await using (var unpacked = new System.IO.Compression.GZipStream(memory, System.IO.Compression.CompressionMode.Decompress))
        {
            await unpacked.CopyToAsync(plain);
        }

        var refused = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            try
            {
                await NiftiImage.ReadAsync(new MemoryStream(Mutated(plain.ToArray(), round)));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, Rounds - 1);
    }

    [Fact]
    public async Task Mutated_masks_lie_on_their_images_or_are_refused()
    {
        var grid = VolumeGeometry.Axial(2, 3, 4, new Point3(0, 0, 0), 5, 1);
        var images = new NiftiHeader(4, 3, 2, NiftiType.Unsigned8, NiftiAffine.Of(grid));
        byte[] plain = [.. images.ToBytes(), .. Enumerable.Repeat((byte)1, 24)];
        var refused = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            try
            {
                await using var reader = await NiftiReader.OpenAsync(new MemoryStream(Mutated(plain, round)));
                var difference = VoxelOrder.Compare(reader.Header, images, out var order);
                var mask = order is null ? null : await MaskVoxels.ReadAsync(reader, order);

                Assert.Equal(difference.Length == 0, mask is not null);
                refused += mask is null ? 1 : 0;
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, Rounds - 1);
    }

    /// <summary>One to four bytes changed, now and then the end cut off; the same round gives the same bytes (Knuth's MMIX generator).</summary>
    private static byte[] Mutated(byte[] bytes, int round)
    {
        var state = (ulong)round;
        int Next(int below)
        {
            state = unchecked((state * 6364136223846793005) + 1442695040888963407);
            return (int)((state >> 33) % (ulong)below);
        }

        var changed = bytes.ToArray();
        for (var i = Next(4); i >= 0; i--)
        {
            changed[Next(changed.Length)] = (byte)Next(256);
        }

        return Next(8) == 0 ? changed[..Next(changed.Length)] : changed;
    }
}
