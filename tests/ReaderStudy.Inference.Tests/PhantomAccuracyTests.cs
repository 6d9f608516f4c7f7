using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Phantom;

namespace ReaderStudy.Inference.Tests;

/// <summary>The whole way: phantom cases written as DICOM files, read, stacked, predicted. Seeds that training, validation and the held-out result did not use.</summary>
public sealed class PhantomAccuracyTests(ModelRunnerTests.Model model) : IClassFixture<ModelRunnerTests.Model>
{
    private const int Cases = 36;
    private const ulong FirstSeed = 4_000_000;

    [Fact]
    public void Fresh_cases_are_classified_as_well_as_the_card_says()
    {
        var rightClasses = 0;
        var rightGroups = 0;
        var (found, large) = (0, 0);
        for (var number = 0; number < Cases; number++)
        {
            var phantom = PhantomGenerator.Generate(FirstSeed + (ulong)number, (LesionClass)(number % 6), Options);
            var predicted = Assert.IsType<Predicted>(model.Runner.Predict(ThroughDicom(phantom)));

            var labels = ClassLabels.Of(model.Runner.Package.Manifest.Classes, predicted.Scores);
            rightClasses += labels.Class == phantom.Class.Code() ? 1 : 0;
            rightGroups += labels.Group == (phantom.Class.IsMalignant() ? "malignant" : "benign") ? 1 : 0;
            if (phantom.Lesions[0].Diameter > 25)
            {
                large++;
                found += phantom.Lesions.Any(lesion => (lesion.Centre - predicted.StrongestPlace!.Value).Length < lesion.Diameter / 2 + 8)
                    ? 1
                    : 0;
            }
        }

        // The card's proportion less three standard errors of 36 cases: a fair model fails this in about one of 700 sets of cases.
        var card = model.Runner.Package.Manifest.HeldOut!;
        Assert.True(rightClasses >= Least(card.Classes), $"{rightClasses} of {Cases} classes right; the card says {card.Classes}");
        Assert.True(rightGroups >= Least(card.Groups), $"{rightGroups} of {Cases} groups right; the card says {card.Groups}");
        Assert.True(found >= 0.7 * large, $"{found} of {large} lesions above 25 mm were where the network saw one most clearly");
    }

    private static readonly PhantomOptions Options = new()
    {
        Phases = [ContrastPhase.Arterial, ContrastPhase.PortalVenous, ContrastPhase.Delayed],
    };

    private static double Least(MeasuredProportion card) =>
        Cases * (card.Proportion - 3 * Math.Sqrt(card.Proportion * (1 - card.Proportion) / Cases));

    private static Dictionary<string, Volume> ThroughDicom(PhantomCase phantom) =>
        phantom.Phases.Keys.ToDictionary(
            phase => phase.Code(),
            phase =>
                Volume.FromInstances(
                    PhantomExam.Datasets(phantom, phase).Select(dataset => DicomFile.Read(new DicomFile(dataset).ToBytes()).Dataset)
                )
        );
}
