using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.Series;

public sealed class PhaseProposalTests
{
    [Theory]
    [InlineData("101000", "101030", ContrastPhase.Arterial)]
    [InlineData("101000", "101110.25", ContrastPhase.PortalVenous)]
    [InlineData("101000", "101400", ContrastPhase.Delayed)]
    [InlineData("101000", "100500", ContrastPhase.Native)]
    [InlineData("235950", "000020", ContrastPhase.Arterial)]
    [InlineData("101000", "151000", ContrastPhase.Unknown)]
    public void Time_since_the_injection_tells_the_phase(string start, string scan, ContrastPhase expected)
    {
        var image = TestImages.Ct(0, 1);
        image.Set(DicomTags.ContrastBolusStartTime, start);
        image.Set(DicomTags.AcquisitionTime, scan);

        Assert.Equal(expected, PhaseProposal.For([image], null, null).Phase);
    }

    [Theory]
    [InlineData("LUNG BASES 5MM", ContrastPhase.Unknown)]
    [InlineData("ABD/PEL AP 2.5", ContrastPhase.Unknown)]
    [InlineData("ABDOMEN WITH INTRAVENOUS CONTRAST", ContrastPhase.Unknown)]
    [InlineData("VENTRAL HERNIA", ContrastPhase.Unknown)]
    [InlineData("LATERAL SCOUT", ContrastPhase.Unknown)]
    [InlineData("ARTERIA PULMONALIS", ContrastPhase.Unknown)]
    [InlineData("NATIV + PORTALVENOES", ContrastPhase.Unknown)]
    [InlineData("Venous Phase  5.0  B30f", ContrastPhase.PortalVenous)]
    [InlineData("Leber portalvenös 3.0", ContrastPhase.PortalVenous)]
    [InlineData("Temps portal 1.25", ContrastPhase.PortalVenous)]
    [InlineData("fase venosa", ContrastPhase.PortalVenous)]
    [InlineData("门静脉期 1mm", ContrastPhase.PortalVenous)]
    [InlineData("arterial", ContrastPhase.Arterial)]
    [InlineData("Late arterial 2mm", ContrastPhase.Arterial)]
    [InlineData("ARTERIELLE 1.0 Br40", ContrastPhase.Arterial)]
    [InlineData("артериальная фаза", ContrastPhase.Arterial)]
    [InlineData("ABD W/O CONTRAST", ContrastPhase.Native)]
    [InlineData("Leber nativ", ContrastPhase.Native)]
    [InlineData("SANS INJECTION", ContrastPhase.Native)]
    [InlineData("без контраста", ContrastPhase.Native)]
    [InlineData("平扫", ContrastPhase.Native)]
    [InlineData("DELAYED 3 MIN", ContrastPhase.Delayed)]
    [InlineData("Spätphase", ContrastPhase.Delayed)]
    [InlineData("Temps tardif", ContrastPhase.Delayed)]
    public void Words_of_the_series_description_tell_the_phase_unless_they_can_mean_something_else(string text, ContrastPhase expected)
    {
        var proposal = PhaseProposal.For([TestImages.Ct(0, 1)], new FreeTexts(null, text, null, null), null);

        Assert.Equal(expected, proposal.Phase);
    }

    [Theory]
    [InlineData(42, 56, 42, ContrastPhase.Native)]
    [InlineData(290, 70, 95, ContrastPhase.Arterial)]
    [InlineData(150, 108, 170, ContrastPhase.PortalVenous)]
    [InlineData(108, 92, 108, ContrastPhase.Delayed)]
    public void The_density_of_aorta_liver_and_portal_vein_tells_the_phase(int aorta, int liver, int vein, ContrastPhase expected)
    {
        var proposal = PhaseProposal.For([TestImages.Ct(0, 1)], null, Abdomen((short)aorta, (short)liver, (short)vein));

        var told = ((liver - 20) / 4 * 4) + 22;
        Assert.Equal(expected, proposal.Phase);
        Assert.Equal($"aorta {aorta} HU, liver {told} HU, portal vein {Math.Max(vein, told)} HU", proposal.Reason);
    }

    [Theory]
    [InlineData(172, 95, 105, ContrastPhase.Arterial)] // a weak injection: the aorta alone says portal venous
    [InlineData(215, 110, 205, ContrastPhase.PortalVenous)] // a strong one: the aorta alone says arterial
    [InlineData(118, 90, 165, ContrastPhase.PortalVenous)] // a slow circulation: the aorta alone says delayed
    public void The_portal_vein_decides_where_the_aorta_misleads(int aorta, int liver, int vein, ContrastPhase expected)
    {
        var enhancement = new Enhancement(aorta, liver, 20);

        Assert.NotEqual(expected, enhancement.Proposal().Phase);
        Assert.Equal(expected, (enhancement with { PortalVein = vein }).Proposal().Phase);
    }

    [Theory]
    [InlineData(190, 75, ContrastPhase.Arterial)]
    [InlineData(178, 176, ContrastPhase.PortalVenous)]
    public void A_kidney_whose_cortex_stands_out_speaks_for_the_arterial_phase(int cortex, int medulla, ContrastPhase expected)
    {
        var proposal = PhaseProposal.For([TestImages.Ct(0, 1)], null, Abdomen(160, 85, 120, ((short)cortex, (short)medulla)));

        Assert.Equal(expected, proposal.Phase);
        Assert.EndsWith($"renal cortex {cortex} HU, medulla {medulla} HU", proposal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Phases_that_a_person_confirmed_are_what_the_other_series_are_compared_to()
    {
        // Two series of one look: alone they are called two reconstructions of one phase.
        PhaseEvidence[] exam = [Seen(150, 104, 155), Seen(140, 100, 143)];

        var alone = ExamPhases.Propose(exam);
        exam[0] = exam[0] with { Confirmed = ContrastPhase.Delayed };
        var anchored = ExamPhases.Propose(exam);

        Assert.Equal([ContrastPhase.PortalVenous, ContrastPhase.PortalVenous], alone.Select(p => p.Phase));
        Assert.Equal(ContrastPhase.Delayed, anchored[0].Phase);
        Assert.Equal(ContrastPhase.Delayed, anchored[1].Phase);
        Assert.EndsWith(", compared with 1 other series of the exam, 1 of them confirmed", anchored[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_the_image_contradicts_is_not_believed_about_contrast()
    {
        var proposal = PhaseProposal.For([TestImages.Ct(0, 1)], new FreeTexts(null, "arterial", null, null), Abdomen(42, 56, 42));

        Assert.Equal(ContrastPhase.Native, proposal.Phase);
        Assert.True(proposal.Confidence < 0.6);
        Assert.Contains("but the series description says \"arterial\"", proposal.Reason, StringComparison.Ordinal);
    }

    [SharedDataTheory("data/ct-liver")]
    [InlineData("arterial-kits-00072", ContrastPhase.Arterial)]
    [InlineData("non-contrast-lidc-0314", ContrastPhase.Native)]
    [InlineData("portal-venous-cptac-pda-C3L-00189", ContrastPhase.PortalVenous)]
    [InlineData("venous-stageii-crc-005", ContrastPhase.PortalVenous)]
    public async Task Real_series_get_the_phase_that_the_images_show(string folder, ContrastPhase expected)
    {
        var images = new List<DicomDataset>();
        foreach (var path in Directory.EnumerateFiles(SharedData.PathOf("data/ct-liver/" + folder)))
        {
            images.Add((await DicomFile.ReadAsync(path)).Dataset);
        }

        var volume = Volume.FromInstances(images);

        Assert.Equal(expected, PhaseProposal.For(images, FreeTexts.Of(images[0]), volume).Phase);
        // Without any description the images alone tell the same.
        Assert.Equal(expected, PhaseProposal.For(images, null, volume).Phase);
    }

    private static PhaseEvidence Seen(int aorta, int liver, int vein) =>
        new(null, null, null, new Enhancement(aorta, liver, 20) { PortalVein = vein }, null, true, false);

    /// <summary>
    /// An ellipse of soft tissue in air with fat, spine, aorta, liver with a portal vein, and, if told, a left kidney; spacing 2 mm, every
    /// slice the same.
    /// </summary>
    private static Volume Abdomen(short aorta, short liver, short vein, (short Cortex, short Medulla)? kidney = null) =>
        TestImages.Volume(
            6,
            200,
            200,
            2,
            (_, row, column) =>
            {
                var (x, y) = ((column - 100) * 2, (row - 100) * 2);
                return Inside(x - 5, y - 45, 11, 11) ? aorta
                    : Inside(x, y - 80, 20, 16) ? Bone(x, y)
                    : kidney is { } k && Inside(x - 65, y - 48, 26, 27) ? (Inside(x - 65, y - 48, 18, 19) ? k.Medulla : k.Cortex)
                    : Inside(x + 60, y + 5, 9, 9) ? vein
                    : Inside(x + 70, y + 5, 60, 70) ? liver
                    : Inside(x, y, 140, 95) ? (short)-95
                    : Inside(x, y, 165, 115) ? (short)50
                    : (short)-1000;
            }
        );

    private static bool Inside(double x, double y, double halfWidth, double halfHeight) =>
        (x / halfWidth * (x / halfWidth)) + (y / halfHeight * (y / halfHeight)) < 1;

    private static short Bone(double x, double y) => Inside(x, y - 80, 17, 13) ? (short)(((x + y) / 2) % 2 == 0 ? 260 : 210) : (short)550;
}
