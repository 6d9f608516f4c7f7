using System.Text.Json.Nodes;
using ReaderStudy.Tests;

namespace ReaderStudy.Inference.Tests;

public class ModelPackageTests
{
    [Fact]
    public void The_committed_model_loads_with_its_card()
    {
        var package = ModelPackage.Load(TemporaryModel.Committed);

        Assert.Equal("liver-lesion-cnn", package.Manifest.Id);
        Assert.Equal(["HCC", "ICC", "MET", "FNH", "HEM", "CYST"], package.Manifest.Classes.Select(one => one.Code));
        Assert.Contains("not for clinical use", package.Manifest.IntendedUse);
        Assert.Equal(64, package.Sha256.Length);
        Assert.Equal(package.Manifest.Preprocessing.Hash(), package.PreprocessingSha256);
        Assert.NotNull(package.Manifest.HeldOut);
    }

    [Fact]
    public void The_held_out_result_agrees_with_its_own_confusion_matrix()
    {
        var result = ModelPackage.Load(TemporaryModel.Committed).Manifest.HeldOut!;
        var diagonal = Enumerable.Range(0, 6).Sum(index => result.Confusion[index][index]);

        Assert.Equal(result.Classes.Correct, diagonal);
        Assert.Equal(result.Classes.Of, result.Confusion.Sum(row => row.Sum()));
        Assert.Equal(result.Classes.Correct / (double)result.Classes.Of, result.Classes.Proportion, 4);
        Assert.InRange(result.Classes.Proportion, result.Classes.Low, result.Classes.High);
        Assert.InRange(result.Groups.Proportion, result.Groups.Low, result.Groups.High);
    }

    [Fact]
    public void Lists_the_models_of_a_folder()
    {
        Assert.Equal(["liver-lesion-cnn"], ModelPackage.IdsIn(Path.Combine(SharedData.RepositoryRoot, "models")));
        Assert.Empty(ModelPackage.IdsIn(Path.Combine(SharedData.RepositoryRoot, "no-such-folder")));
    }

    [Theory]
    [InlineData("liver-lesion-cnn.onnx")]
    [InlineData("golden-input.u8")]
    public void A_file_changed_by_one_bit_refuses_the_model(string file)
    {
        using var model = new TemporaryModel();
        var bytes = File.ReadAllBytes(model.PathOf(file));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(model.PathOf(file), bytes);

        var refused = Assert.Throws<ModelException>(() => ModelPackage.Load(model.Folder));

        Assert.Equal(ModelProblem.HashMismatch, refused.Problem);
        Assert.Contains(file, refused.Message);
        Assert.Contains("copy the whole folder again", refused.Message);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var model = new TemporaryModel();
        File.Delete(model.PathOf("liver-lesion-cnn.onnx"));

        var refused = Assert.Throws<ModelException>(() => ModelPackage.Load(model.Folder));

        Assert.Equal(ModelProblem.FileMissing, refused.Problem);
        Assert.Contains("liver-lesion-cnn.onnx", refused.Message);
    }

    [Fact]
    public void A_folder_without_a_model_is_named()
    {
        var refused = Assert.Throws<ModelException>(() => ModelPackage.Load("/no/such/folder"));

        Assert.Equal(ModelProblem.Missing, refused.Problem);
        Assert.Contains("/no/such/folder", refused.Message);
    }

    [Theory]
    [InlineData("format", "2", "format is 2")]
    [InlineData("id", "\"another\"", "not the name of its folder")]
    [InlineData("task", "\"segmentation\"", "segmentation")]
    [InlineData("classes", "[]", "fewer than two classes")]
    [InlineData("licence", null, "licence")]
    [InlineData("files", "[]", "not among its files")]
    public void A_card_that_cannot_be_used_says_why(string member, string? value, string why)
    {
        using var model = new TemporaryModel();
        model.EditManifest(manifest =>
        {
            manifest.Remove(member);
            if (value is not null)
            {
                manifest[member] = JsonNode.Parse(value);
            }
        });

        var refused = Assert.Throws<ModelException>(() => ModelPackage.Load(model.Folder));

        Assert.Equal(ModelProblem.InvalidManifest, refused.Problem);
        Assert.Contains(why, refused.Message);
    }

    [Fact]
    public void A_card_may_not_reach_outside_its_folder()
    {
        using var model = new TemporaryModel();
        model.EditManifest(manifest => manifest["files"]!.AsArray().Add(JsonNode.Parse("""{ "path": "../secret", "sha256": "00" }""")));

        Assert.Contains("../secret", Assert.Throws<ModelException>(() => ModelPackage.Load(model.Folder)).Message);
    }

    [Fact]
    public void A_card_may_say_more_than_this_version_knows()
    {
        using var model = new TemporaryModel();
        model.EditManifest(manifest => manifest["cascade"] = "later");

        Assert.Equal("liver-lesion-cnn", ModelPackage.Load(model.Folder).Manifest.Id);
    }
}
