using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ReaderStudy.Dicom.Series;

namespace ReaderStudy.Phantom.Tests;

public class PhantomGeneratorTests
{
    [Fact]
    public void A_seed_gives_the_same_bytes_everywhere()
    {
        var phantom = PhantomGenerator.Generate(20_240_901);

        // Pinned when the phantom was last changed on purpose; the trained models depend on it.
        Assert.Equal("e5e2b15d9120ba293a5b7eca0af9513352482decb1992979eadfcdce454ccdc1", HashOf(phantom));
        Assert.Equal(HashOf(phantom), HashOf(PhantomGenerator.Generate(20_240_901)));
    }

    [Fact]
    public void Another_seed_gives_another_case() =>
        Assert.NotEqual(HashOf(PhantomGenerator.Generate(11)), HashOf(PhantomGenerator.Generate(12)));

    [Fact]
    public void Leaving_a_phase_out_does_not_change_the_others()
    {
        var all = PhantomGenerator.Generate(5, LesionClass.Hem);
        var one = PhantomGenerator.Generate(5, LesionClass.Hem, new PhantomOptions { Phases = [ContrastPhase.Delayed] });

        Assert.Equal(all.Phases[ContrastPhase.Delayed].Voxels, one.Phases[ContrastPhase.Delayed].Voxels);
        Assert.Single(one.Phases);
    }

    [Fact]
    public void Some_cases_lack_the_native_phase_and_none_another()
    {
        var options = new PhantomOptions { Phases = [ContrastPhase.Native, ContrastPhase.PortalVenous] };
        var cases = Enumerable.Range(0, 20).Select(seed => PhantomGenerator.Generate((ulong)seed, null, options)).ToList();

        Assert.InRange(cases.Count(one => one.Phases.ContainsKey(ContrastPhase.Native)), 8, 19);
        Assert.All(cases, one => Assert.True(one.Phases.ContainsKey(ContrastPhase.PortalVenous)));
    }

    [Theory]
    [InlineData(LesionClass.Hcc)]
    [InlineData(LesionClass.Met)]
    [InlineData(LesionClass.Cyst)]
    public void The_truth_agrees_with_the_voxels(LesionClass lesionClass)
    {
        var options = new PhantomOptions { SmallestDiameter = 20, Phases = [ContrastPhase.PortalVenous] };
        var phantom = PhantomGenerator.Generate(77, lesionClass, options);
        var volume = phantom.Phases[ContrastPhase.PortalVenous];
        var lesion = phantom.Lesions[0];
        var voxels = Enumerable.Range(0, volume.Voxels.Length).Where(index => phantom.LesionLabels[index] == 1).ToList();

        Assert.Equal(lesionClass, phantom.Class);
        Assert.InRange(lesion.Diameter, 20, 60);
        Assert.Equal(lesion.Box, BoxOf(voxels, PhantomGenerator.ImageSize));
        var sphere = Math.PI / 6 * Math.Pow(lesion.Diameter, 3);
        Assert.InRange(voxels.Count * volume.Geometry.VoxelVolume, 0.6 * sphere, 1.5 * sphere);
        var middle = volume.Geometry.PositionOf(
            (lesion.Box.FirstSlice + lesion.Box.LastSlice) / 2.0,
            (lesion.Box.FirstRow + lesion.Box.LastRow) / 2.0,
            (lesion.Box.FirstColumn + lesion.Box.LastColumn) / 2.0
        );
        Assert.InRange((middle - lesion.Centre).Length, 0, 6);
    }

    [Fact]
    public void Sizes_cover_the_range_and_several_lesions_happen()
    {
        var options = new PhantomOptions { Phases = [] };
        var cases = Enumerable.Range(0, 60).Select(seed => PhantomGenerator.Generate((ulong)seed, LesionClass.Met, options)).ToList();

        Assert.All(cases, one => Assert.InRange(one.Lesions[0].Diameter, 8, 60));
        Assert.Contains(cases, one => one.Lesions[0].Diameter < 12);
        Assert.Contains(cases, one => one.Lesions[0].Diameter > 45);
        Assert.InRange(cases.Count(one => one.Lesions.Count > 1), 12, 36); // 40 % of 60, ± 3 standard deviations
        Assert.All(cases, one => Assert.True(one.Lesions.All(other => other.Diameter <= one.Lesions[0].Diameter)));
    }

    private static string HashOf(PhantomCase phantom)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var phase in phantom.Phases.Keys.Order())
        {
            hash.AppendData(MemoryMarshal.AsBytes(phantom.Phases[phase].Voxels.AsSpan()));
        }

        hash.AppendData(phantom.LesionLabels);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static VoxelBox BoxOf(List<int> voxels, int size) =>
        new(
            voxels.Min(index => index % size),
            voxels.Max(index => index % size),
            voxels.Min(index => index / size % size),
            voxels.Max(index => index / size % size),
            voxels.Min(index => index / size / size),
            voxels.Max(index => index / size / size)
        );
}
