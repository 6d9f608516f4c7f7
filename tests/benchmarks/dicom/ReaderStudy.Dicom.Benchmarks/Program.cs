using System.Diagnostics;
using System.Globalization;
using ReaderStudy.Dicom.Benchmarks;

switch (args)
{
    case ["make", var folder, var count]:
        CtSlices.Make(folder, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    case ["parse", var folder]:
        return await TimeAsync(folder, (files, _) => Work.ParseAsync(files));
    case ["parse-one-by-one", var folder]:
        return await TimeAsync(folder, (files, _) => Work.ParseOneByOneAsync(files));
    case ["store", var folder, var target]:
        return await TimeAsync(folder, (files, _) => Work.StoreAsync(files, target));
    default:
        Console.Error.WriteLine("make FOLDER COUNT | parse FOLDER | parse-one-by-one FOLDER | store FOLDER TARGET");
        return 2;
}

static async Task<int> TimeAsync(string folder, Func<IReadOnlyList<string>, int, Task> work)
{
    var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
    var clock = Stopwatch.StartNew();
    await work(files, files.Length);
    Console.WriteLine(FormattableString.Invariant($"{files.Length}\t{clock.Elapsed.TotalSeconds:0.000}"));
    return 0;
}
