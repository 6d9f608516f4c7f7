namespace ReaderStudy.Phantom;

/// <summary>Draws the appearance of a lesion of a class in a liver. The patterns follow LI-RADS v2018 and textbook descriptions.</summary>
internal static class LesionPattern
{
    /// <param name="chance">The case's generator.</param>
    /// <param name="lesionClass">Which of the six.</param>
    /// <param name="diameter">In mm; scars, capsules and necrosis need room.</param>
    /// <param name="tissue">This patient's tissues: enhancement follows the injection, and "iso" means this liver.</param>
    public static LesionAppearance Draw(PinnedGenerator chance, LesionClass lesionClass, double diameter, TissueAttenuation tissue) =>
        lesionClass switch
        {
            LesionClass.Hcc => Hcc(chance, diameter, tissue),
            LesionClass.Icc => Icc(chance, tissue),
            LesionClass.Met => Met(chance, diameter, tissue),
            LesionClass.Fnh => Fnh(chance, diameter, tissue),
            LesionClass.Hem => Hem(chance, diameter, tissue),
            LesionClass.Cyst => Cyst(chance, tissue),
        };

    private static LesionAppearance Hcc(PinnedGenerator chance, double diameter, TissueAttenuation tissue)
    {
        var hypovascular = chance.Chance(0.14);
        var washout = !chance.Chance(0.2);
        var native = (float)chance.Between(42, 52);
        var arterial = hypovascular ? Draw(chance, 12, 30) : Draw(chance, 42, 85);
        var portal = washout ? Draw(chance, -28, -6) : Draw(chance, -8, 12);
        var delayed = washout ? Draw(chance, -32, -12) : Draw(chance, -14, 4);
        var core = Enhanced(tissue, native, arterial, portal, delayed);
        var capsule = diameter > 15 && chance.Chance(0.6);
        var necrosis = diameter > 35 && chance.Chance(0.4);
        return new LesionAppearance
        {
            Core = core,
            Rim = core,
            Capsule = capsule ? [core[0], core[1] - 8, Liver(tissue, 2) + 8, Liver(tissue, 3) + 16] : null,
            Centre = necrosis ? [native - 10, native + 5, native + 10, native + 12] : null,
            CentreRadius = Draw(chance, 0.25f, 0.45f),
            Mottle = Draw(chance, 5, 14),
            Lobulation = Draw(chance, 0.04f, 0.14f),
        };
    }

    private static LesionAppearance Icc(PinnedGenerator chance, TissueAttenuation tissue)
    {
        var native = (float)chance.Between(34, 46);
        var rim = Draw(chance, 20, 48);
        var progress = Draw(chance, 0.75f, 1.2f);
        var core = Enhanced(tissue, native, Draw(chance, 4, 18), -Draw(chance, 26, 45), Draw(chance, -12, 16) * progress);
        return new LesionAppearance
        {
            Core = core,
            Rim = Enhanced(tissue, native, rim, Draw(chance, -14, 8), Draw(chance, -6, 14)),
            RimFrom = Draw(chance, 0.68f, 0.86f),
            Mottle = Draw(chance, 5, 10),
            Lobulation = Draw(chance, 0.14f, 0.26f),
        };
    }

    private static LesionAppearance Met(PinnedGenerator chance, double diameter, TissueAttenuation tissue)
    {
        var hypervascular = chance.Chance(0.12);
        var native = (float)chance.Between(32, 46);
        var arterial = hypervascular ? Draw(chance, 30, 55) : Draw(chance, 4, 18);
        var core = Enhanced(tissue, native, arterial, -Draw(chance, 28, 52), -Draw(chance, 14, 36));
        var necrosis = diameter > 25 && chance.Chance(0.45);
        return new LesionAppearance
        {
            Core = core,
            Rim = Enhanced(tissue, native, arterial + Draw(chance, 10, 30), Draw(chance, -24, -4), Draw(chance, -26, -6)),
            RimFrom = Draw(chance, 0.7f, 0.9f),
            Centre = necrosis ? [22, 24, 27, 28] : null,
            CentreRadius = Draw(chance, 0.3f, 0.6f),
            Mottle = Draw(chance, 4, 9),
            Lobulation = Draw(chance, 0.05f, 0.16f),
        };
    }

    private static LesionAppearance Fnh(PinnedGenerator chance, double diameter, TissueAttenuation tissue)
    {
        var native = Liver(tissue, 0) - Draw(chance, 0, 9);
        var core = Enhanced(tissue, native, Draw(chance, 58, 105), Draw(chance, -3, 16), Draw(chance, -6, 8));
        var scar = diameter > 22 && chance.Chance(0.6);
        return new LesionAppearance
        {
            Core = core,
            Rim = core,
            Centre = scar ? [native - 12, native + 22, Liver(tissue, 2) - 18, Liver(tissue, 3) + 14] : null,
            CentreRadius = Draw(chance, 0.14f, 0.3f),
            Mottle = Draw(chance, 2, 6),
            Lobulation = Draw(chance, 0.06f, 0.18f),
        };
    }

    private static LesionAppearance Hem(PinnedGenerator chance, double diameter, TissueAttenuation tissue)
    {
        var native = (float)chance.Between(34, 46);
        var flash = diameter < 22 && chance.Chance(0.35);
        var slow = Draw(chance, -0.12f, 0.16f);
        var pool = Draw(chance, 0.6f, 0.95f);
        return new LesionAppearance
        {
            Core = [native, native + 8, native + 18, native + 28],
            Rim = [native, native + 8, native + 18, native + 28],
            FilledTo = flash ? [2, -1, -1, -1] : [2, 0.8f + slow / 2, 0.55f + slow, 0.18f + 1.6f * slow],
            Filled =
            [
                native,
                native + pool * 130 * tissue.Strength[1],
                native + pool * 112 * tissue.Strength[2],
                native + pool * 78 * tissue.Strength[3],
            ],
            Mottle = Draw(chance, 3, 8),
            Lobulation = Draw(chance, 0.06f, 0.2f),
        };
    }

    private static LesionAppearance Cyst(PinnedGenerator chance, TissueAttenuation tissue)
    {
        var complicated = chance.Chance(0.15);
        var water = complicated ? Draw(chance, 16, 32) : Draw(chance, -2, 14);
        float[] core = [water, water + 1, water + 2 * tissue.Strength[2], water + 3];
        return new LesionAppearance
        {
            Core = core,
            Rim = complicated ? [water + 6, water + 10, water + 16, water + 16] : core,
            RimFrom = 0.86f,
            Mottle = 1.5f,
            Lobulation = Draw(chance, 0.02f, 0.08f),
        };
    }

    /// <summary>Arterial as enhancement over native, portal venous and delayed relative to this liver.</summary>
    private static float[] Enhanced(TissueAttenuation tissue, float native, float arterial, float portal, float delayed) =>
        [native, native + arterial * tissue.Strength[1], Liver(tissue, 2) + portal, Liver(tissue, 3) + delayed];

    private static float Liver(TissueAttenuation tissue, int phase) => tissue.In(ContrastPhases.All[phase])[(int)Tissue.Liver];

    private static float Draw(PinnedGenerator chance, float low, float high) => (float)chance.Between(low, high);
}
