using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Phantom;

/// <summary>Turns labels and lesions into attenuation: texture, the scanner's blur, and noise that neighbouring pixels share.</summary>
internal sealed class Renderer(
    Grid grid,
    byte[][] labels,
    TissueAttenuation tissue,
    IReadOnlyList<LesionField> lesions,
    uint textureSeed,
    double noise
)
{
    private const ulong NoiseStream = 16;
    private readonly ValueNoise _texture = new(textureSeed);

    public Volume Render(ContrastPhase phase, ulong seed)
    {
        var plane = grid.Size * grid.Size;
        var hounsfield = new short[grid.SliceCount * plane];
        var chance = new PinnedGenerator(seed, NoiseStream + (ulong)phase.Index());
        var lookup = tissue.In(phase);
        var values = new float[plane];
        var grain = new float[plane];
        var buffer = new float[plane];
        for (var slice = 0; slice < grid.SliceCount; slice++)
        {
            PaintTissue(values, slice, lookup, phase);
            foreach (var lesion in lesions)
            {
                PaintLesion(values, slice, lesion, phase);
            }

            Blur(values, buffer);
            for (var i = 0; i < plane; i++)
            {
                grain[i] = chance.Bell();
            }

            Blur(grain, buffer);
            Store(values, grain, labels[slice], hounsfield.AsSpan(slice * plane, plane));
        }

        return new Volume(grid.Geometry, hounsfield);
    }

    private void PaintTissue(float[] values, int slice, ReadOnlySpan<float> lookup, ContrastPhase phase)
    {
        var slab = labels[slice];
        var z = (float)(slice * grid.SliceSpacing / 14);
        var mottledSpleen = phase is ContrastPhase.Arterial ? 26f : 3f;
        for (var row = 0; row < grid.Size; row++)
        {
            for (var column = 0; column < grid.Size; column++)
            {
                var index = row * grid.Size + column;
                var label = (Tissue)slab[index];
                var value = lookup[(int)label];
                if (label is Tissue.Marrow)
                {
                    value += 120 * _texture.At(column * 0.36f, row * 0.36f, z + 200); // trabeculae
                }
                else if (label is Tissue.Liver or Tissue.Spleen or Tissue.Muscle)
                {
                    value += (label is Tissue.Spleen ? mottledSpleen : 5) * _texture.At(column * 0.11f, row * 0.11f, z);
                }

                values[index] = value;
            }
        }
    }

    private void PaintLesion(float[] values, int slice, LesionField lesion, ContrastPhase phase)
    {
        var plane = grid.Size * grid.Size;
        var attenuation = lesion.Attenuation[phase.Index()];
        for (var i = 0; i < lesion.Voxels.Length; i++)
        {
            if (lesion.Voxels[i] / plane == slice)
            {
                ref var value = ref values[lesion.Voxels[i] % plane];
                value += (attenuation[i] - value) * lesion.Fill[i];
            }
        }
    }

    /// <summary>Weights 1 2 1 along rows, then along columns.</summary>
    private void Blur(float[] values, float[] buffer)
    {
        var size = grid.Size;
        for (var row = 0; row < size; row++)
        {
            var start = row * size;
            for (var column = 1; column < size - 1; column++)
            {
                var at = start + column;
                buffer[at] = 0.25f * values[at - 1] + 0.5f * values[at] + 0.25f * values[at + 1];
            }

            buffer[start] = values[start];
            buffer[start + size - 1] = values[start + size - 1];
        }

        Array.Copy(buffer, values, size);
        Array.Copy(buffer, (size - 1) * size, values, (size - 1) * size, size);
        for (var at = size; at < (size - 1) * size; at++)
        {
            values[at] = 0.25f * buffer[at - size] + 0.5f * buffer[at] + 0.25f * buffer[at + size];
        }
    }

    private void Store(float[] values, float[] grain, byte[] slab, Span<short> target)
    {
        // Blurring white noise by 1 2 1 in both directions leaves 0.375 of its standard deviation.
        var inside = (float)(noise / 0.375);
        var outside = inside * 0.35f;
        var half = (grid.Size - 1) / 2f;
        for (var row = 0; row < grid.Size; row++)
        {
            var dy = (row - half) / half;
            for (var column = 0; column < grid.Size; column++)
            {
                var index = row * grid.Size + column;
                var dx = (column - half) / half;
                var level = slab[index] is (byte)Tissue.Air or (byte)Tissue.Couch ? outside : inside * (1.2f - 0.45f * (dx * dx + dy * dy));
                target[index] = (short)Math.Clamp(MathF.Round(values[index] + level * grain[index]), -1024, 3071);
            }
        }
    }
}
