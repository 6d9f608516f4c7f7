using System.Diagnostics;
using System.Globalization;
using ReaderStudy.Dicom.Benchmarks;
using ReaderStudy.ImportBenchmark;

switch (args)
{
    case ["make", var folder, var count]:
        Slices.Write(folder, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    case ["parse", var folder]:
        return await TimeAsync(folder, Work.ParseAsync);
    case ["parse-one-by-one", var folder]:
        return await TimeAsync(folder, Work.ParseOneByOneAsync);
    case ["store", var folder, var target]:
        return await TimeAsync(folder, files => Work.StoreAsync(files, target));
    default:
        Console.Error.WriteLine("make FOLDER COUNT | parse FOLDER | parse-one-by-one FOLDER | store FOLDER TARGET");
        return 2;
}

static async Task<int> TimeAsync(string folder, Func<IReadOnlyList<string>, Task> work)
{
    var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
    var clock = Stopwatch.StartNew();
    await work(files);
    Console.WriteLine(FormattableString.Invariant($"{files.Length}\t{clock.Elapsed.TotalSeconds:0.000}"));
    return 0;
}
