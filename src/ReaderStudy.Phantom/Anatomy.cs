namespace ReaderStudy.Phantom;

/// <summary>
/// One fictional patient's upper abdomen as labels of tissue: body wall, ribs and spine, lung bases, liver with its vessels, spleen,
/// kidneys, stomach, pancreas, gut. x to the patient's left, y to the back, z upwards, in mm.
/// </summary>
internal sealed class Anatomy
{
    private readonly PinnedGenerator _chance;
    private readonly ValueNoise _bend;
    private readonly ValueNoise _vessels;
    private readonly ValueNoise _otherVessels;
    private readonly float _halfWidth;
    private readonly float _halfHeight;
    private readonly float _fat;
    private readonly float _wall;
    private readonly float _spineY;
    private readonly float _top;
    private readonly float _scale;
    private readonly List<(Ellipsoid Loop, bool Gas)> _gut = [];
    private readonly float _ribShift;

    public Anatomy(PinnedGenerator chance, bool male, float height)
    {
        _chance = chance;
        _bend = new ValueNoise(chance.Next());
        _vessels = new ValueNoise(chance.Next());
        _otherVessels = new ValueNoise(chance.Next());
        _top = height;
        _halfWidth = Draw(male ? 150 : 143, male ? 166 : 158);
        _halfHeight = _halfWidth * Draw(0.66f, 0.75f);
        _fat = Draw(8, male ? 20 : 24);
        _wall = Draw(11, 17);
        _scale = (_halfWidth - _fat - _wall) / 130f;
        _spineY = (_halfHeight - _fat) * 0.52f;
        _ribShift = Draw(0, 1);
        var loops = 16 + chance.Below(6);
        for (var loop = 0; loop < loops; loop++)
        {
            var side = Draw(-30, 95);
            _gut.Add((new Ellipsoid(side, Draw(-78, 18), Draw(-10, 48), Draw(14, 25), Draw(12, 21), Draw(14, 28)), chance.Chance(0.4)));
        }
    }

    private float Draw(float low, float high) => (float)_chance.Between(low, high);

    /// <summary>Paints all slices: labels indexed [slice, row, column], the lowest slice first.</summary>
    public byte[][] Paint(int size, Scanner scanner)
    {
        var painter = new SlicePainter(size, scanner.PixelSpacing);
        var slices = new byte[scanner.SliceCount][];
        var stomachGas = Draw(-62, -48);
        for (var slice = 0; slice < slices.Length; slice++)
        {
            slices[slice] = new byte[size * size];
            painter.Begin(slices[slice], (float)(slice * scanner.SliceSpacing), _bend);
            PaintWall(painter);
            PaintOrgans(painter, stomachGas);
            PaintVessels(painter);
            PaintCouch(slices[slice], size, scanner.PixelSpacing);
        }

        return slices;
    }

    private void PaintWall(SlicePainter painter)
    {
        var innerWidth = _halfWidth - _fat;
        var innerHeight = _halfHeight - _fat * 0.8f;
        painter.Ellipse(0, 0, _halfWidth, _halfHeight, Tissue.Skin);
        painter.Ellipse(0, 0, _halfWidth - 2, _halfHeight - 2, Tissue.Fat);
        painter.Ellipse(0, 0, innerWidth, innerHeight, Tissue.Muscle);
        painter.Ellipse(0, innerHeight * 0.86f, innerWidth * 0.55f, innerHeight * 0.2f, Tissue.Muscle);
        painter.Cavity(0, -4, innerWidth - _wall, innerHeight - _wall, Tissue.VisceralFat);
        PaintRibs(painter, innerWidth - _wall * 0.5f, innerHeight - _wall * 0.5f);
        painter.Ellipse(-34, _spineY + 26, 27, 22, Tissue.Muscle);
        painter.Ellipse(34, _spineY + 26, 27, 22, Tissue.Muscle);
        painter.Ellipse(0, _spineY + 30, 6, 20, Tissue.Bone);
        painter.Ellipse(-24, _spineY + 20, 15, 4, Tissue.Bone);
        painter.Ellipse(24, _spineY + 20, 15, 4, Tissue.Bone);
        painter.Ellipse(0, _spineY + 20, 13, 12, Tissue.Bone);
        painter.Ellipse(0, _spineY, 23, 18, Tissue.Bone);
        painter.Ellipse(0, _spineY, 20, 15.5f, Tissue.Marrow);
        painter.Ellipse(0, _spineY + 21, 9, 8, Tissue.Canal);
    }

    private void PaintRibs(SlicePainter painter, float ringWidth, float ringHeight)
    {
        const int Ribs = 9;
        for (var side = -1; side <= 1; side += 2)
        {
            for (var rib = 0; rib < Ribs; rib++)
            {
                var around = (rib + _ribShift + painter.Z / 28f) % Ribs / Ribs;
                var angle = -1.1f + around * 2.5f;
                if (angle < -0.25f - 0.35f * painter.Z / _top)
                {
                    continue; // no ribs at the front of the belly
                }

                var x = side * ringWidth * MathF.Cos(angle);
                var y = ringHeight * MathF.Sin(angle);
                painter.Ellipse(x, y - 4, 5.5f, 7.5f, Tissue.Bone);
                painter.Ellipse(x, y - 4, 3.2f, 5f, Tissue.Marrow);
            }
        }
    }

    private void PaintOrgans(SlicePainter painter, float stomachGas)
    {
        var s = _scale;
        foreach (var (loop, gas) in _gut)
        {
            painter.Organ(loop, (1, Tissue.GutWall), (0.8f, gas ? Tissue.GutGas : Tissue.GutFluid));
        }

        painter.Organ(new Ellipsoid(52 * s, -38 * s, 92, 48 * s, 36 * s, 48), (1, Tissue.GutWall), (0.92f, Tissue.GutFluid));
        painter.Within(Tissue.GutFluid, Tissue.GutGas, (_, y) => painter.Z > 50 && y < stomachGas * s);
        painter.Tube(new Tube(-18 * s, -4, 46, 30 * s, 6, 60, 11), Tissue.Pancreas);
        painter.Tube(new Tube(30 * s, 6, 60, 78 * s, 28, 74, 9.5f), Tissue.Pancreas);
        painter.Organ(new Ellipsoid(98 * s, 38 * s, 88, 30 * s, 50 * s, 46), (1, Tissue.Spleen));
        PaintKidney(painter, new Ellipsoid(-60 * s, 48 * s, 18, 26, 30, 46));
        PaintKidney(painter, new Ellipsoid(60 * s, 50 * s, 30, 26, 30, 46));
        painter.Organ(new Ellipsoid(-74 * s, -2, 70, 74 * s, 84 * s, 78), (1, Tissue.Liver));
        painter.Organ(new Ellipsoid(-12 * s, -46 * s, 92, 64 * s, 36 * s, 44), (1, Tissue.Liver));
        painter.Organ(new Ellipsoid(-38 * s, 0, 62, 13, 10, 14), (1, Tissue.VisceralFat));
        painter.Organ(new Ellipsoid(-44 * s, -50 * s, 34, 17, 24, 24), (1, Tissue.GutWall), (0.9f, Tissue.Bile));
        PaintKidney(painter, new Ellipsoid(-56 * s, 56 * s, 14, 26, 28, 40));
        PaintLungs(painter);
    }

    private static void PaintKidney(SlicePainter painter, Ellipsoid kidney) =>
        painter.Organ(
            kidney,
            (1.12f, Tissue.VisceralFat),
            (1, Tissue.KidneyCortex),
            (0.72f, Tissue.KidneyMedulla),
            (0.42f, Tissue.VisceralFat)
        );

    private void PaintLungs(SlicePainter painter)
    {
        var z = painter.Z;
        var s = _scale;
        painter.InCavity(
            Tissue.Lung,
            (x, y) =>
            {
                var centre = x < 0 ? -62 * s : 60 * s;
                var dome = x < 0 ? _top + 4 : _top - 6;
                var dx = (x - centre) / (88 * s);
                var dy = (y + 8) / (95 * s);
                return z > dome - 62 * (dx * dx + dy * dy) && MathF.Abs(x) > 26;
            }
        );
        painter.Organ(new Ellipsoid(22 * s, -42 * s, _top + 20, 52 * s, 44 * s, 40), (1, Tissue.Muscle), (0.85f, Tissue.Blood));
    }

    private void PaintVessels(SlicePainter painter)
    {
        var s = _scale;
        painter.Tube(new Tube(12, _spineY - 30, -40, 10, _spineY - 30, 220, 11), Tissue.Aorta);
        painter.Tube(new Tube(-22, _spineY - 34, -40, -24, _spineY - 40, 220, 12), Tissue.CavalVein);
        painter.Tube(new Tube(0, 4, 40, -40 * s, -2, 72, 7.5f), Tissue.PortalVein);
        painter.Tube(new Tube(-40 * s, -2, 72, -92 * s, 8, 82, 5.5f), Tissue.PortalVein);
        painter.Tube(new Tube(-40 * s, -2, 72, -14 * s, -44 * s, 92, 4.8f), Tissue.PortalVein);
        painter.Tube(new Tube(-96 * s, 8, 84, -26, _spineY - 38, 124, 4.5f), Tissue.HepaticVein);
        painter.Tube(new Tube(-52 * s, -32 * s, 78, -25, _spineY - 40, 126, 4.5f), Tissue.HepaticVein);
        painter.Tube(new Tube(0, -46 * s, 88, -22, _spineY - 42, 124, 4), Tissue.HepaticVein);
        var z = painter.Z;
        painter.Within(
            Tissue.Liver,
            Tissue.LiverVessel,
            (x, y) =>
            {
                // Where two fields are both near zero lies a line in space: a tree of small vessels without drawing one.
                var first = _vessels.At(x / 24, y / 24, z / 24);
                return first is > -0.075f and < 0.075f && MathF.Abs(_otherVessels.At(x / 24, y / 24, z / 24)) < 0.075f;
            }
        );
    }

    private void PaintCouch(byte[] labels, int size, double spacing)
    {
        for (var column = 0; column < size; column++)
        {
            var x = (column - (size - 1) / 2.0) * spacing;
            var y = _halfHeight + 14 - x * x / 900;
            for (var line = 0; line < 2; line++)
            {
                var row = (int)((y + line * 9) / spacing + (size - 1) / 2.0);
                if (row >= 0 && row < size && labels[row * size + column] == (byte)Tissue.Air)
                {
                    labels[row * size + column] = (byte)Tissue.Couch;
                }
            }
        }
    }
}
