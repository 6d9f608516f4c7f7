using System.Text.Json.Nodes;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Phantom;

namespace ReaderStudy.Inference.Tests;

public sealed class ModelRunnerTests(ModelRunnerTests.Model model) : IClassFixture<ModelRunnerTests.Model>
{
    private static readonly Dictionary<string, Volume> Case = PhasesOf(PhantomGenerator.Generate(4_100_000, LesionClass.Cyst));

    [Fact]
    public void The_golden_input_gives_the_golden_scores() =>
        Assert.InRange(model.Runner.GoldenDifference, 0, model.Runner.Package.Manifest.Golden.Tolerance);

    [Fact]
    public void Other_golden_scores_refuse_the_model()
    {
        using var other = new TemporaryModel();
        other.EditManifest(manifest => manifest["golden"]!["scores"]![2] = 99);
        var package = ModelPackage.Load(other.Folder);

        var refused = Assert.Throws<ModelException>(() => new ModelRunner(package));

        Assert.Equal(ModelProblem.GoldenMismatch, refused.Problem);
    }

    [Fact]
    public void A_network_that_is_no_network_is_refused()
    {
        using var other = new TemporaryModel();
        File.WriteAllText(other.PathOf("liver-lesion-cnn.onnx"), "not a network");
        other.Rehash();
        var package = ModelPackage.Load(other.Folder);

        var refused = Assert.Throws<ModelException>(() => new ModelRunner(package));

        Assert.Equal(ModelProblem.CannotOpen, refused.Problem);
        Assert.Contains("liver-lesion-cnn", refused.Message);
    }

    [Fact]
    public void A_card_that_names_another_output_is_refused()
    {
        using var other = new TemporaryModel();
        other.EditManifest(manifest => manifest["network"]!["scores"] = JsonValue.Create("logits"));
        var package = ModelPackage.Load(other.Folder);

        Assert.Contains("'logits'", Assert.Throws<ModelException>(() => new ModelRunner(package)).Message);
    }

    [Fact]
    public void Cuda_without_its_provider_says_what_to_install()
    {
        var refused = Assert.Throws<ModelException>(() =>
            new ModelRunner(model.Runner.Package, new InferenceOptions { Provider = InferenceProvider.Cuda })
        );

        Assert.Equal(ModelProblem.CannotOpen, refused.Problem);
        Assert.Contains("CUDA provider libraries", refused.Message);
    }

    [Fact]
    public void A_prediction_says_how_it_came_about()
    {
        var predicted = Assert.IsType<Predicted>(model.Runner.Predict(Case));

        Assert.Equal(6, predicted.Scores.Count);
        Assert.Equal("liver-lesion-cnn", predicted.ModelId);
        Assert.Equal(model.Runner.Package.Sha256, predicted.ModelSha256);
        Assert.Equal(model.Runner.Package.PreprocessingSha256, predicted.PreprocessingSha256);
        Assert.Equal("ONNX Runtime 1.29.0", predicted.Runtime);
        Assert.Equal("CPU", predicted.Provider);
        Assert.InRange(predicted.ElapsedMilliseconds, 1, 60_000);
    }

    [Fact]
    public async Task Several_threads_get_the_scores_that_one_gets()
    {
        var alone = Assert.IsType<Predicted>(model.Runner.Predict(Case)).Scores;

        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => model.Runner.Predict(Case))));

        Assert.All(together, outcome => Assert.Equal(alone, Assert.IsType<Predicted>(outcome).Scores));
    }

    [Fact]
    public void A_missing_phase_is_the_reason_given()
    {
        var phases = Case.Where(pair => pair.Key != "delayed").ToDictionary();

        var refused = Assert.IsType<NotPredicted>(model.Runner.Predict(phases));

        Assert.Equal(NotPredictedReason.PhaseMissing, refused.Reason);
        Assert.Contains("the case has no delayed", refused.Message);
    }

    [Fact]
    public void Images_that_are_not_axial_are_the_reason_given()
    {
        var axial = Case["arterial"];
        var plane = axial.Geometry.First with { AlongRow = new Point3(0, 1, 0), AlongColumn = new Point3(0, 0, -1) };
        var phases = new Dictionary<string, Volume>(Case) { ["arterial"] = new(axial.Geometry with { First = plane }, axial.Voxels) };

        var refused = Assert.IsType<NotPredicted>(model.Runner.Predict(phases));

        Assert.Equal(NotPredictedReason.VolumeUnusable, refused.Reason);
        Assert.Contains("arterial", refused.Message);
    }

    [Fact]
    public void Gaps_between_slices_are_the_reason_given()
    {
        var whole = Case["delayed"];
        var gap = new StackProblem(StackProblemKind.MissingSlices, "2 slices are missing at 35 mm");
        var phases = new Dictionary<string, Volume>(Case) { ["delayed"] = new(whole.Geometry, whole.Voxels, [gap]) };

        var refused = Assert.IsType<NotPredicted>(model.Runner.Predict(phases));

        Assert.Equal(NotPredictedReason.VolumeUnusable, refused.Reason);
        Assert.Contains("2 slices are missing", refused.Message);
    }

    [Fact]
    public void Phases_of_different_parts_of_the_body_are_the_reason_given()
    {
        var liver = Case["arterial"];
        var plane = liver.Geometry.First with { Origin = liver.Geometry.First.Origin + new Point3(0, 0, 300) };
        var phases = new Dictionary<string, Volume>(Case) { ["arterial"] = new(liver.Geometry with { First = plane }, liver.Voxels) };

        Assert.Equal(NotPredictedReason.PhasesApart, Assert.IsType<NotPredicted>(model.Runner.Predict(phases)).Reason);
    }

    [Fact]
    public void A_cancelled_prediction_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => model.Runner.Predict(Case, cancelled.Token));
    }

    private static Dictionary<string, Volume> PhasesOf(PhantomCase phantom) =>
        phantom.Phases.ToDictionary(pair => pair.Key.Code(), pair => pair.Value);

    public sealed class Model : IDisposable
    {
        public ModelRunner Runner { get; } = new(ModelPackage.Load(TemporaryModel.Committed));

        public void Dispose() => Runner.Dispose();
    }
}
