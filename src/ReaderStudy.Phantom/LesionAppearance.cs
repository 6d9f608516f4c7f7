namespace ReaderStudy.Phantom;

/// <summary>
/// How one lesion looks in the four phases: attenuation of its parts in HU, drawn from the pattern of its class with the spread and the
/// atypical forms that real lesions have. Classes overlap on purpose.
/// </summary>
internal sealed class LesionAppearance
{
    /// <summary>Attenuation of the inner part, native to delayed.</summary>
    public required float[] Core { get; init; }

    /// <summary>Attenuation of the outer part.</summary>
    public required float[] Rim { get; init; }

    /// <summary>Fraction of the radius where the outer part begins; 1 or more for none.</summary>
    public float RimFrom { get; init; } = 2;

    /// <summary>A capsule just inside the edge; null for none.</summary>
    public float[]? Capsule { get; init; }

    /// <summary>A central scar or necrosis; null for none.</summary>
    public float[]? Centre { get; init; }

    /// <summary>Fraction of the radius that the centre takes.</summary>
    public float CentreRadius { get; init; }

    /// <summary>Nodular filling from the edge: the fraction of the radius that the contrast has reached in each phase; null for none.</summary>
    public float[]? FilledTo { get; init; }

    /// <summary>Attenuation where contrast has filled.</summary>
    public float[]? Filled { get; init; }

    /// <summary>Standard deviation of the coarse texture in HU.</summary>
    public float Mottle { get; init; } = 4;

    /// <summary>Irregularity of the outline as a fraction of the radius.</summary>
    public float Lobulation { get; init; } = 0.08f;

    /// <summary>Attenuation in HU at a fraction of the radius, with two coarse noise values between −1 and 1.</summary>
    public float At(int phase, float fraction, float noise, float otherNoise)
    {
        var value = Core[phase];
        var rim = Math.Clamp((fraction + 0.06f * noise - RimFrom + 0.08f) / 0.16f, 0, 1);
        value += (Rim[phase] - value) * rim;
        if (FilledTo is not null && fraction + 0.45f * noise > FilledTo[phase])
        {
            value = Filled![phase];
        }

        if (Centre is not null && fraction < CentreRadius * (1 + 0.8f * otherNoise))
        {
            value = Centre[phase];
        }

        if (Capsule is not null && fraction > 0.87f)
        {
            value = Capsule[phase];
        }

        return value + Mottle * otherNoise;
    }
}
