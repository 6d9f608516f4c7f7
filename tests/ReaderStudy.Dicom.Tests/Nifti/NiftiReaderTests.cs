using System.Buffers.Binary;
using System.IO.Compression;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.Nifti;

/// <summary>Reading NIfTI-1 files of any maker. The places of fields are those of nifti1.h.</summary>
public sealed class NiftiReaderTests
{
    [Theory]
    [InlineData(NiftiType.Unsigned8, "FE", 254)]
    [InlineData(NiftiType.Signed8, "FE", -2)]
    [InlineData(NiftiType.Signed16, "FEFF", -2)]
    [InlineData(NiftiType.Unsigned16, "FEFF", 65534)]
    [InlineData(NiftiType.Signed32, "FEFFFFFF", -2)]
    [InlineData(NiftiType.Unsigned32, "FEFFFFFF", 4294967294)]
    [InlineData(NiftiType.Signed64, "FEFFFFFFFFFFFFFF", -2)]
    [InlineData(NiftiType.Unsigned64, "0000000001000000", 4294967296)]
    [InlineData(NiftiType.Real32, "0000C03F", 1.5)]
    [InlineData(NiftiType.Real64, "000000000000F83F", 1.5)]
    public async Task Plain_numbers_of_every_type_and_order_of_bytes_are_read(NiftiType type, string voxel, double value)
    {
        var bytes = Convert.FromHexString(voxel);
        var little = Header(type, 1, 1, 2);
        byte[] file = [.. little, .. new byte[bytes.Length], .. bytes];
        byte[] turned = [.. BigEndian(little), .. new byte[bytes.Length], .. bytes.Reverse()];

        Assert.Equal(value, (await ReadAsync(file))[0, 0, 1]);
        Assert.Equal(value, (await ReadAsync(turned))[0, 0, 1]);
        Assert.Equal((await ReadAsync(file)).Header, (await ReadAsync(turned)).Header);
    }

    [Theory]
    [InlineData(0.5f, -8f, 0.5 * 7 - 8)]
    [InlineData(0f, -8f, 7)]
    [InlineData(float.NaN, float.NaN, 7)]
    public async Task A_slope_is_applied_if_it_is_one(float slope, float intercept, double value)
    {
        byte[] file = [.. Header(NiftiType.Unsigned8, 1, 1, 1), 7];
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(112), slope);
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(116), intercept);

        Assert.Equal(value, (await ReadAsync(file))[0, 0, 0]);
    }

    [Fact]
    public async Task The_sform_goes_before_the_qform_which_stands_in_where_it_is_missing()
    {
        var plane = new SlicePlane(new Point3(1, 2, 3), new Point3(0.8, 0.6, 0), new Point3(-0.6, 0.8, 0), 0.7, 0.9);
        var affine = NiftiAffine.Of(new VolumeGeometry(1, 1, 1, plane, 2.5));
        byte[] file = [.. new NiftiHeader(1, 1, 1, NiftiType.Unsigned8, affine).ToBytes(), 7];
        var both = (await ReadAsync(file)).Header.Affine;
        file[254] = 0;

        var fromQform = (await ReadAsync(file)).Header.Affine;

        Point3[] expected = [both.Column, both.Row, both.Slice, both.Origin];
        Point3[] found = [fromQform.Column, fromQform.Row, fromQform.Slice, fromQform.Origin];
        Assert.All(expected.Zip(found), pair => Assert.True((pair.First - pair.Second).Length < 1e-5, pair.ToString()));
        file[254] = 1;
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(292), 44);
        Assert.Equal(44, (await ReadAsync(file)).Header.Affine.Origin.X);
    }

    [Theory]
    [InlineData(252, 0, "it does not say where it lies (neither sform nor qform): save it with the affine of the images")]
    [InlineData(0, 540, "it is NIfTI-2, which is not read: save it as NIfTI-1")]
    [InlineData(0, 347, "not a NIfTI-1 file")]
    [InlineData(344, 0x696E, "its voxels are in a second file (.img), which is not read: save it as one file, .nii or .nii.gz")]
    [InlineData(40, 9, "a volume has 2 to 7 dimensions, not 9")]
    [InlineData(42, -3, "not one volume: its size is -3 x 2 x 3")]
    [InlineData(70, 128, "its voxels are no plain numbers: type 128 of 8 bits")]
    [InlineData(72, 16, "its voxels are no plain numbers: type 2 of 16 bits")]
    [InlineData(110, 0x7FC0, "its voxels cannot begin at byte NaN")]
    [InlineData(110, 0x7F00, "its voxels cannot begin at byte 1.7014118346046923E+38")]
    [InlineData(110, 0x4B00, "the file ends early: its voxels would begin at byte 8388608")]
    [InlineData(282, 0x7FC0, "the place that it says it lies at is no number")]
    public async Task A_header_that_cannot_be_used_is_refused_with_the_reason(int at, int value, string reason)
    {
        byte[] file = [.. Header(NiftiType.Unsigned8, 2, 2, 3), .. new byte[12]];
        file.AsSpan(108, 2).Clear();
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(at), (short)value);
        if (at == 252)
        {
            file[254] = 0;
        }

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(file));

        Assert.Equal(reason, error.Message);
    }

    [Fact]
    public async Task A_claim_of_many_voxels_takes_no_memory()
    {
        byte[] file = [.. Header(NiftiType.Unsigned8, 1000, 1000, 1000), .. new byte[12]];
        var before = GC.GetAllocatedBytesForCurrentThread();

        var early = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(file));
        var large = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Header(NiftiType.Real64, 32767, 32767, 32767)));

        Assert.Equal("the file ends early: 1000000000 bytes of voxels are announced, 12 are there", early.Message);
        Assert.Equal("281449207693304 bytes of voxels are announced: more than 1 GiB is not read at once", large.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public async Task A_damaged_or_cut_packing_is_refused()
    {
        using var memory = new MemoryStream();
        await using (var packing = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        {
            await packing.WriteAsync(Header(NiftiType.Unsigned8, 20, 20, 20));
            await packing.WriteAsync(Enumerable.Range(0, 8000).Select(i => (byte)(i * i / 7)).ToArray());
        }

        var packed = memory.ToArray();
        Assert.Equal(8000, (await ReadAsync(packed)).Data.Length);
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(packed[..^200]));
        // The checksum, four bytes from the end of the last but four.
        packed[^8] ^= 1;
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(packed));
    }

    // nibabel 5.0: load(...).shape, aff2axcodes(affine), len(numpy.unique(data)) and (data > 0).sum().
    [SharedDataFact("data/seg/nifti-abdomen-ct-with-117-labels")]
    public async Task A_mask_of_many_labels_of_another_maker_is_read()
    {
        await using var file = File.OpenRead(SharedData.PathOf("data/seg/nifti-abdomen-ct-with-117-labels/example_seg.nii.gz"));
        await using var reader = await NiftiReader.OpenAsync(file);
        Assert.Equal("", VoxelOrder.Compare(reader.Header, reader.Header, out var order));

        var mask = await MaskVoxels.ReadAsync(reader, order!);

        Assert.Equal((122, 101, 30), (reader.Header.Columns, reader.Header.Rows, reader.Header.Slices));
        Assert.Equal(41, mask.Labels.Count);
        Assert.Equal(110225, mask.Voxels.Count(v => v > 0));
    }

    private static Task<NiftiImage> ReadAsync(byte[] bytes) => NiftiImage.ReadAsync(new MemoryStream(bytes));

    private static byte[] Header(NiftiType type, int columns, int rows, int slices)
    {
        var grid = VolumeGeometry.Axial(slices, rows, columns, new Point3(0, 0, 0), 5, 1);
        return new NiftiHeader(columns, rows, slices, type, NiftiAffine.Of(grid)).ToBytes();
    }

    /// <summary>Turns the numbers of a header round: those of 2 and of 4 bytes that are read.</summary>
    private static byte[] BigEndian(byte[] header)
    {
        var turned = header.ToArray();
        int[] shorts = [.. Enumerable.Range(0, 8).Select(i => 40 + (2 * i)), 70, 72, 252, 254];
        int[] reals =
        [
            0,
            .. Enumerable.Range(0, 8).Select(i => 76 + (4 * i)),
            108,
            112,
            116,
            .. Enumerable.Range(0, 18).Select(i => 256 + (4 * i)),
        ];
        Array.ForEach(shorts, at => turned.AsSpan(at, 2).Reverse());
        Array.ForEach(reals, at => turned.AsSpan(at, 4).Reverse());
        return turned;
    }
}
