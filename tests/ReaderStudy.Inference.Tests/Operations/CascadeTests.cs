using ReaderStudy.Inference.Operations;

namespace ReaderStudy.Inference.Tests.Operations;

public class CascadeTests
{
    private static readonly Cascade Liver = new([
        new CascadeGroup("benign", ["FNH", "HEM", "CYST"]),
        new CascadeGroup("malignant", ["HCC", "ICC", "MET"]),
    ]);

    [Fact]
    public void The_class_is_called_within_the_group_that_is_called()
    {
        var call = Liver.Call([1.5, 2], Scores([9, 1, 1], [0.1, 0.3, 0.2]));

        Assert.Equal(("malignant", "ICC"), (call.Group, call.Class));
        Assert.Equal("FNH", call.ClassWithin["benign"]); // a higher score, in the group that was not called
    }

    [Fact]
    public void Equal_scores_go_to_the_first()
    {
        var call = Liver.Call([2, 2], Scores([1, 1, 1], [3, 3, 3]));

        Assert.Equal(("benign", "FNH"), (call.Group, call.Class));
    }

    [Fact]
    public void Both_scorings_are_counted()
    {
        var malignant = Liver.Call([0, 1], Scores([0, 1, 0], [0, 0, 1])); // malignant, MET; if benign, HEM

        var scoring = CascadeScoring.Of([
            (malignant, "malignant", "MET"), // right by both
            (malignant, "benign", "HEM"), // right only if the group is taken as given
            (malignant, "malignant", "HCC"), // only the group
            (malignant, "benign", "CYST"), // nothing
        ]);

        Assert.Equal(new CascadeScoring(Cases: 4, Groups: 2, ConditionalOnTruth: 2, EndToEnd: 1), scoring);
    }

    [Fact]
    public void A_class_of_the_same_name_in_another_group_is_not_right_end_to_end()
    {
        var cascade = new Cascade([new CascadeGroup("benign", ["other"]), new CascadeGroup("malignant", ["other"])]);
        var call = cascade.Call([1, 0], Scores([1], [1]));

        Assert.Equal(
            new CascadeScoring(Cases: 1, Groups: 0, ConditionalOnTruth: 1, EndToEnd: 0),
            CascadeScoring.Of([(call, "malignant", "other")])
        );
    }

    [Fact]
    public void A_group_that_is_called_needs_scores_of_its_classes()
    {
        var onlyBenign = new Dictionary<string, IReadOnlyList<double>> { ["benign"] = [1, 2, 3] };

        Assert.Equal("CYST", Liver.Call([1, 0], onlyBenign).Class);
        Assert.Throws<ArgumentException>(() => Liver.Call([0, 1], onlyBenign));
        Assert.Throws<ArgumentException>(() => Liver.Call([0, 1, 2], onlyBenign));
    }

    private static Dictionary<string, IReadOnlyList<double>> Scores(double[] benign, double[] malignant) =>
        new() { ["benign"] = benign, ["malignant"] = malignant };
}
