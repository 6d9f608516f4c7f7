using System.Diagnostics;
using System.Globalization;
using ReaderStudy.ImportBenchmark;

// dotnet run -c Release --project tests/benchmarks/import -- WEB_DLL [SLICES] [FOLDER]
// Makes slices, starts the real web process on an empty data folder, imports the folder, and prints speed and peak memory.
// Where a folder is named, the slices are kept for the next run, and the data too: where thousands of files were deleted in the last
// minutes, ext4 looks long for the inode of each new one.
var application = Path.GetFullPath(args[0]);
var number = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000;
var work = args.Length > 2 ? Path.GetFullPath(args[2]) : Directory.CreateTempSubdirectory("readerstudy-import-").FullName;
var (incoming, data) = (Path.Combine(work, $"incoming-{number}"), Path.Combine(work, $"data-{Guid.CreateVersion7():N}"));
if (!Directory.Exists(incoming))
{
    Slices.Write(incoming, number);
}

Directory.CreateDirectory(data);
using var server = new Server(application, data, isKept: args.Length > 2);
await server.SignInAsync();
var study = await server.SubmitAsync("/studies/new", ("Name", "Benchmark"), ("Template", "liver-lesion"));
var (before, processor) = (server.PeakMegabytes, server.ProcessorSeconds);
var readProcessor = 0d;
var clock = Stopwatch.StartNew();
var import = await server.SubmitAsync($"{study}/imports/folder", ("folder", incoming));
TimeSpan? read = null;
while (true)
{
    var state = await server.StateAsync(import);
    var (isOver, step) = (state.GetProperty("isOver").GetBoolean(), state.GetProperty("step").GetString()!);
    if (read is null && (isOver || !step.StartsWith("Reading", StringComparison.Ordinal) && step != "Waiting"))
    {
        (read, readProcessor) = (clock.Elapsed, server.ProcessorSeconds);
    }

    if (isOver)
    {
        var bytes = state.GetProperty("bytes").GetInt64();
        var (seconds, reading) = (clock.Elapsed.TotalSeconds, read!.Value.TotalSeconds);
        Console.WriteLine(state.GetProperty("sentence").GetString());
        Print($"read, de-identified, stored, on disk: {number / reading:0} files/s, {bytes / 1e6 / reading:0} MB/s ({reading:0.0} s)");
        Print(
            $"with placing in cases, sorting, phases, findings: {number / seconds:0} files/s, {bytes / 1e6 / seconds:0} MB/s ({seconds:0.0} s)"
        );
        Print(
            $"processor: {1000 * (readProcessor - processor) / number:0.0} ms a file to read and store, {1000 * (server.ProcessorSeconds - readProcessor) / number:0.0} ms for the rest"
        );
        Print($"peak memory of the process: {server.PeakMegabytes:0} MB (before the import {before:0} MB)");
        break;
    }

    await Task.Delay(200);
}

static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
