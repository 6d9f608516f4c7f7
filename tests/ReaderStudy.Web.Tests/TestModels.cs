using ReaderStudy.Tests;

namespace ReaderStudy.Web.Tests;

/// <summary>
/// The models folder of a test application: <c>mean-hu</c>, which gives the images of <see cref="TestImages"/> (arterial 100 HU, portal
/// venous 200 HU) the scores HCC 1.75, ICC 0.5, MET 0.75, FNH 1, HEM 0.25, CYST -0.625. By hand from make.py: greys 0.25 and 0.5.
/// </summary>
public static class TestModels
{
    public const string MeanHu = "mean-hu";

    /// <summary>Copies the models into a folder that a test may damage.</summary>
    public static string CopyTo(string folder)
    {
        var source = Path.Combine(SharedData.RepositoryRoot, "tests", "ReaderStudy.Web.Tests", "Predictions", "models", MeanHu);
        var target = Directory.CreateDirectory(Path.Combine(folder, MeanHu)).FullName;
        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }

        return folder;
    }
}
