using System.Text;

namespace ReaderStudy.Domain.Randomisation;

/// <summary>The second implementation of <see cref="Allocation"/>, in plain Python 3, which goes with every exported allocation.</summary>
public static class ReproductionScript
{
    public const string FileName = "reproduce.py";

    public static string Text { get; } = Load();

    private static string Load()
    {
        using var stream = typeof(ReproductionScript).Assembly.GetManifestResourceStream("ReaderStudy.Domain.Randomisation.reproduce.py")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
