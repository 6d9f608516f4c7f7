using System.Globalization;
using System.Text;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;
using Xunit.Abstractions;

namespace ReaderStudy.Phantom.Tests;

/// <summary>
/// Phases of whole exams against what the phantom knows, with noise and timing of its own for every case: each phase is mixed with up to a
/// quarter of the next (scanned too late) or the one before (too early). <c>READERSTUDY_PHASES=200</c> asks for so many cases.
/// </summary>
public sealed class ExamPhasesTests(ITestOutputHelper output)
{
    private static readonly int Cases = int.TryParse(
        Environment.GetEnvironmentVariable("READERSTUDY_PHASES"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var number
    )
        ? number
        : 8;

    [Fact]
    public void Pixels_alone_tell_the_phases_of_an_exam_apart_and_wrong_descriptions_do_not_mislead()
    {
        var tables = new Dictionary<string, int[,]>
        {
            ["pixels alone, each series for itself"] = new int[4, 5],
            ["pixels alone, the exam together"] = new int[4, 5],
            ["pixels and true descriptions"] = new int[4, 5],
            ["pixels, order of scans, and descriptions of other phases"] = new int[4, 5],
            ["pixels and descriptions of other phases"] = new int[4, 5],
            ["descriptions of other phases, each series for itself"] = new int[4, 5],
        };
        for (var i = 0; i < Cases; i++)
        {
            var phantom = PhantomGenerator.Generate(40_000 + (ulong)i, (LesionClass)(i % 6));
            var random = new PinnedGenerator(90_000 + (ulong)i, 1);
            var phases = phantom.Phases.Keys.Order().ToList();
            var volumes = phases.ConvertAll(p => Varied(phantom, p, random));
            var headers = phases.ConvertAll(p => PhantomExam.Datasets(phantom, p).First());
            var wrong = phases.ConvertAll(p => phases[(phases.IndexOf(p) + 1 + (i % (phases.Count - 1))) % phases.Count]);
            var measured = phases.Select((p, n) => Evidence(headers[n], volumes[n], null, withOrder: false)).ToList();
            Count(tables["pixels alone, each series for itself"], phases, [.. measured.Select(PhaseProposal.For)]);
            Count(tables["pixels alone, the exam together"], phases, ExamPhases.Propose(measured));
            Count(tables["pixels and true descriptions"], phases, Proposed(headers, measured, phases, withOrder: false));
            Count(
                tables["pixels, order of scans, and descriptions of other phases"],
                phases,
                Proposed(headers, measured, wrong, withOrder: true)
            );
            Count(tables["pixels and descriptions of other phases"], phases, Proposed(headers, measured, wrong, withOrder: false));
            Count(
                tables["descriptions of other phases, each series for itself"],
                phases,
                [.. WithWords(headers, measured, wrong, withOrder: false).Select(PhaseProposal.For)]
            );
        }

        foreach (var (name, table) in tables)
        {
            output.WriteLine(Told(name, table));
        }

        Assert.InRange(Right(tables["pixels alone, the exam together"]), 0.95, 1);
        Assert.InRange(Right(tables["pixels and true descriptions"]), 0.97, 1);
        Assert.InRange(Right(tables["pixels, order of scans, and descriptions of other phases"]), 0.95, 1);
        Assert.InRange(Right(tables["pixels and descriptions of other phases"]), 0.9, 1);
    }

    [Fact]
    public void A_misleading_description_is_overruled_and_both_reasons_are_told()
    {
        var phantom = PhantomGenerator.Generate(40_000, LesionClass.Hcc);
        var phases = phantom.Phases.Keys.Order().ToList();
        var evidence = phases.ConvertAll(p =>
            Evidence(
                PhantomExam.Datasets(phantom, p).First(),
                phantom.Phases[p],
                p is ContrastPhase.Arterial ? "Delayed Phase" : null,
                withOrder: true
            )
        );

        var proposal = ExamPhases.Propose(evidence)[phases.IndexOf(ContrastPhase.Arterial)];

        Assert.Equal(ContrastPhase.Arterial, proposal.Phase);
        Assert.Equal("the series description says \"delayed\"", proposal.Doubt);
        Assert.Contains("aorta", proposal.Reason, StringComparison.Ordinal);
        Assert.InRange(proposal.Confidence, 0.5, 0.75);
    }

    private static IReadOnlyList<PhaseProposal> Proposed(
        List<DicomDataset> headers,
        List<PhaseEvidence> measured,
        List<ContrastPhase> named,
        bool withOrder
    ) => ExamPhases.Propose(WithWords(headers, measured, named, withOrder));

    private static List<PhaseEvidence> WithWords(
        List<DicomDataset> headers,
        List<PhaseEvidence> measured,
        List<ContrastPhase> named,
        bool withOrder
    ) => [.. measured.Select((m, n) => Evidence(headers[n], null, Words(named[n]), withOrder) with { Image = m.Image })];

    /// <summary>Without the start of the injection, so that times tell the order of the scans and no more.</summary>
    private static PhaseEvidence Evidence(DicomDataset header, Volume? volume, string? words, bool withOrder)
    {
        var copy = header.Clone();
        copy.Remove(DicomTags.ContrastBolusStartTime);
        if (!withOrder)
        {
            copy.Remove(DicomTags.AcquisitionTime);
            copy.Remove(DicomTags.ContentTime);
        }

        return PhaseEvidence.Of([copy], new FreeTexts(null, words, null, null), volume);
    }

    private static string Words(ContrastPhase phase) =>
        phase switch
        {
            ContrastPhase.Native => "Native",
            ContrastPhase.Arterial => "Arterial Phase",
            ContrastPhase.PortalVenous => "Portal Venous Phase",
            _ => "Delayed Phase",
        };

    private static Volume Varied(PhantomCase phantom, ContrastPhase phase, PinnedGenerator random)
    {
        var volume = phantom.Phases[phase];
        var neighbour = (phase, random.Uniform() < 0.5) switch
        {
            (ContrastPhase.Native, _) => phase,
            (ContrastPhase.Arterial, _) => ContrastPhase.PortalVenous,
            (ContrastPhase.PortalVenous, true) => ContrastPhase.Arterial,
            (ContrastPhase.PortalVenous, false) => ContrastPhase.Delayed,
            _ => ContrastPhase.PortalVenous,
        };
        var (share, noise) = (0.25 * random.Uniform(), 20 * random.Uniform());
        var other = phantom.Phases[neighbour].Voxels;
        var voxels = new short[volume.Voxels.Length];
        for (var i = 0; i < voxels.Length; i++)
        {
            voxels[i] = (short)
                Math.Round(
                    ((1 - share) * volume.Voxels[i]) + (share * other[i]) + (noise * (random.Uniform() + random.Uniform() - 1) * 2.45)
                );
        }

        return new Volume(volume.Geometry, voxels);
    }

    private static void Count(int[,] table, List<ContrastPhase> truth, IReadOnlyList<PhaseProposal> proposals)
    {
        for (var i = 0; i < truth.Count; i++)
        {
            table[(int)truth[i] - 1, (int)proposals[i].Phase]++;
        }
    }

    private static double Right(int[,] table) => (double)Enumerable.Range(0, 4).Sum(i => table[i, i + 1]) / table.Cast<int>().Sum();

    private static string Told(string name, int[,] table)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {Right(table):P1} of {table.Cast<int>().Sum()} series right");
        text.AppendLine("truth          unknown  native  arterial  portal venous  delayed");
        for (var row = 0; row < 4; row++)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{(ContrastPhase)(row + 1), -14} {table[row, 0], 7} {table[row, 1], 7} {table[row, 2], 9} {table[row, 3], 14} {table[row, 4], 8}"
            );
        }

        return text.ToString();
    }
}
