using System.Globalization;

namespace ReaderStudy.Benchmarks;

/// <summary>The files of the folder that <c>READERSTUDY_BENCH</c> names.</summary>
internal static class BenchmarkData
{
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("READERSTUDY_BENCH")
        ?? throw new InvalidOperationException("READERSTUDY_BENCH does not name the folder of benchmark data.");

    /// <summary>Rows of a CSV file of numbers, without its header; NA is NaN.</summary>
    public static double[][] Read(string file) => ReadPath(Path.Combine(Folder, file));

    public static double[][] ReadPath(string path) =>
        [
            .. File.ReadLines(path)
                .Skip(1)
                .Where(l => l.Length > 0)
                .Select(l =>
                    l.Split(',').Select(c => c is "NA" or "" ? double.NaN : double.Parse(c, CultureInfo.InvariantCulture)).ToArray()
                ),
        ];
}
