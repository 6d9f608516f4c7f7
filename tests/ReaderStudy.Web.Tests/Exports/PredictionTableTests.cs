namespace ReaderStudy.Web.Tests.Exports;

/// <summary>The table of predictions in a data set.</summary>
[Collection(App.Collection)]
public sealed class PredictionTableTests(App app)
{
    [Fact]
    public async Task Every_row_names_the_protocol_whose_classes_the_probabilities_are_of()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        await study.PredictAsync();
        await study.LockDataAsync();
        await study.UnblindAsync();
        using var browser = await app.SignInAsync(study.Statistician);

        using var zip = await Unpacked.ZipAsync(browser, $"{study.Url}/exports/dataset", "a-study-dataset.zip", ("predictions", "true"));

        var table = await Unpacked.TextAsync(zip, "derivatives/predictions/predictions.tsv");
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var sha256 = await app.DataAsync(async db => (await study.LoadAsync(db)).ProtocolSha256!);
        Assert.StartsWith("participant_id\tmodel\tmodel_sha256\tprobability_HCC\t", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("\tfailure\tprotocol_version\tprotocol_sha256", lines[0], StringComparison.Ordinal);
        Assert.Equal(["sub-C001", "sub-C002"], lines.Skip(1).Select(l => l.Split('\t')[0]));
        Assert.All(lines.Skip(1), l => Assert.EndsWith($"\tn/a\t1\t{sha256}", l, StringComparison.Ordinal));
    }
}
