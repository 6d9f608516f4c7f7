using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ReaderStudy.Tests;

namespace ReaderStudy.Inference.Tests.Training;

/// <summary>
/// LiLNet from PyTorch to ONNX Runtime. The network in <c>lilnet-m</c> has random weights and was written by
/// <c>export.py M lilnet-m --random 7 --blocks 1,1,1,1 --widths 8,12,16,24 --hidden 48 --size 64</c>; its golden scores are PyTorch's.
/// </summary>
public sealed class LilnetExportTests
{
    /// <summary>The difference that the card allows between PyTorch and ONNX.</summary>
    private const double Tolerance = 1e-5;

    private static readonly string Committed = Path.Combine(
        SharedData.RepositoryRoot,
        "tests",
        "ReaderStudy.Inference.Tests",
        "Training",
        "lilnet-m"
    );

    [Fact]
    public void The_committed_network_gives_the_scores_that_PyTorch_gave()
    {
        using var network = new ExportedNetwork(Committed);

        AssertGolden(network);
    }

    [Fact]
    public void An_image_gets_the_same_scores_alone_as_among_others()
    {
        using var network = new ExportedNetwork(Committed);

        var together = network.Run(0, 2).Scores;

        AssertClose(together[0], network.Run(0, 1).Scores[0], 1e-6);
        AssertClose(together[1], network.Run(1, 1).Scores[0], 1e-6);
    }

    [Fact]
    public void The_evidence_of_all_places_adds_up_to_the_scores()
    {
        using var network = new ExportedNetwork(Committed);

        var (scores, evidence3, evidence4) = network.Run(0, 2);

        // The constant that is missing to the scores belongs to the class, not to the image: between two images it falls out.
        for (var index = 0; index < 3; index++)
        {
            var sums = Enumerable.Range(0, 2).Select(image => Sum(evidence3[image], index) + Sum(evidence4[image], index)).ToArray();
            Assert.Equal(scores[1][index] - scores[0][index], sums[1] - sums[0], 1e-5);
            Assert.True(Math.Abs(sums[1] - sums[0]) > 0.001);
        }

        static double Sum(float[] evidence, int index) => evidence.Chunk(evidence.Length / 3).ElementAt(index).Sum(value => (double)value);
    }

    [Fact]
    public void The_card_names_its_files_by_their_hashes_and_what_the_format_cannot_say_yet()
    {
        using var network = new ExportedNetwork(Committed);

        Assert.All(
            network.Manifest["files"]!.AsArray(),
            file =>
            {
                var bytes = File.ReadAllBytes(Path.Combine(Committed, (string)file!["path"]!));
                Assert.Equal((string)file["sha256"]!, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            }
        );
        Assert.Contains(network.Manifest["missing"]!.AsArray(), line => ((string)line!).Contains("Window of Hounsfield units"));
    }

    [Fact]
    public void A_classifier_of_crops_is_not_run_on_whole_slices()
    {
        var refused = Assert.Throws<ModelException>(() => ModelPackage.Load(Committed));

        Assert.Equal(ModelProblem.InvalidManifest, refused.Problem);
        Assert.Contains("preprocessing", refused.Message);
    }

    [TorchFact]
    public async Task The_tests_of_the_Python_code_pass()
    {
        var (code, _, error) = await Torch.RunAsync("-m", "unittest", "discover", "-s", "tests", "-t", ".");

        Assert.True(code == 0, error);
        Assert.True(int.Parse(Regex.Match(error, "Ran ([0-9]+) tests").Groups[1].Value) >= 41, error);
    }

    [TorchTheory]
    [InlineData("BM", "--random 1 --blocks 1,2,1,1 --widths 8,12,16,24 --hidden 48 --size 96")] // 6 x 6 and 3 x 3 places
    [InlineData("B", "--random 2 --blocks 1,1,2,1 --widths 8,8,8,8 --hidden 16 --size 224")] // 14 x 14 and 7 x 7 places
    [InlineData("M", "--random 3")] // the published size: ResNet-50
    public async Task What_PyTorch_exports_now_gives_its_scores_here(string name, string options)
    {
        var folder = Directory.CreateTempSubdirectory("lilnet-").FullName;
        try
        {
            var (code, _, error) = await Torch.RunAsync(["export.py", name, folder, .. options.Split(' ')]);
            Assert.True(code == 0, error);
            using var network = new ExportedNetwork(folder);

            AssertGolden(network);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void AssertGolden(ExportedNetwork network)
    {
        var scores = network.Run(0, network.Shape[0]).Scores;

        Assert.Equal(2, scores.Length);
        for (var image = 0; image < scores.Length; image++)
        {
            AssertClose(network.GoldenScores[image], Array.ConvertAll(scores[image], score => (double)score), Tolerance);
        }
    }

    private static void AssertClose(float[] expected, float[] actual, double tolerance) =>
        AssertClose(Array.ConvertAll(expected, score => (double)score), Array.ConvertAll(actual, score => (double)score), tolerance);

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var difference = expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second));
        Assert.True(
            difference <= tolerance,
            $"{string.Join(", ", actual)} instead of {string.Join(", ", expected)}: {difference:G3} apart"
        );
    }
}
