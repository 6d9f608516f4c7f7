using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ReaderStudy.Domain.Randomisation;

namespace ReaderStudy.Dicom.Fuzz;

/// <param name="Inputs">How many inputs to run.</param>
/// <param name="Seed">Of the mutations: the same seed and files give the same inputs.</param>
/// <param name="Seeds">Folders of files to start from.</param>
/// <param name="Findings">Where inputs are kept that broke a promise.</param>
/// <param name="Tap">File for the result as TAP; null: none.</param>
/// <param name="Only">One file to run once; null: a whole campaign.</param>
internal sealed record CampaignOptions(long Inputs, ulong Seed, IReadOnlyList<string> Seeds, string Findings, string? Tap, string? Only);

/// <summary>Runs inputs one after the other, keeps those that reach something new, and reports what broke.</summary>
internal sealed class Campaign : IDisposable
{
    private const int MaxFindings = 20;

    private readonly CampaignOptions _options;
    private readonly Coverage _coverage = new();
    private readonly Promises _promises = new();
    private readonly List<byte[]> _corpus = [];
    private readonly Dictionary<string, string> _broken = [];
    private readonly LastInput _last;
    private TimeSpan _slowest;

    private Campaign(CampaignOptions options)
    {
        _options = options;
        Directory.CreateDirectory(options.Findings);
        _last = new LastInput(options.Findings);
    }

    public static unsafe int Run(CampaignOptions options)
    {
        var memory = NativeMemory.AllocZeroed(Coverage.Size);
        Instrumentation.UseMemory((nint)memory);
        using var campaign = new Campaign(options);
        return options.Only is { } path ? campaign.RunOne(path) : campaign.RunAll();
    }

    public void Dispose() => _last.Dispose();

    private int RunOne(string path)
    {
        for (var i = 0; i < 3; i++)
        {
            Try(File.ReadAllBytes(path));
        }

        Report(1, TimeSpan.Zero);
        return _broken.Count == 0 ? 0 : 1;
    }

    private int RunAll()
    {
        var clock = Stopwatch.StartNew();
        var chance = new Pcg32(_options.Seed, stream: 1);
        var mutator = new Mutator(chance);
        foreach (var seed in SeedFiles.In(_options.Seeds))
        {
            Try(seed);
            _corpus.Add(seed);
        }

        var seeds = _corpus.Count;
        var nextReport = TimeSpan.FromSeconds(30);
        long done = seeds;
        for (; done < _options.Inputs && _broken.Count < MaxFindings; done++)
        {
            var input = mutator.Change(Pick(chance, seeds), _corpus[(int)chance.Below((uint)_corpus.Count)]);
            if (Try(input))
            {
                _corpus.Add(input);
            }

            if (clock.Elapsed > nextReport)
            {
                nextReport += TimeSpan.FromSeconds(30);
                Report(done, clock.Elapsed);
            }
        }

        Report(done, clock.Elapsed);
        WriteTap(done);
        return _broken.Count == 0 && done >= _options.Inputs ? 0 : 1;
    }

    /// <summary>What reached something new last, half the time; else anything, seeds included.</summary>
    private byte[] Pick(Pcg32 chance, int seeds)
    {
        var recent = Math.Max(seeds, _corpus.Count / 2);
        return chance.Below(2) == 0 && recent < _corpus.Count
            ? _corpus[recent + (int)chance.Below((uint)(_corpus.Count - recent))]
            : _corpus[(int)chance.Below((uint)_corpus.Count)];
    }

    /// <summary>True if the input reached something new.</summary>
    private bool Try(byte[] input)
    {
        _last.Keep(input);
        var time = Time(input);
        var isNew = _coverage.Add(Instrumentation.Counts);
        if (time > Watch.Limit)
        {
            // Once may be the machine's fault. Twice more, the best counts.
            time = new[] { time, Time(input), Time(input) }.Min();
            if (time > Watch.Limit)
            {
                Note(input, "slow", FormattableString.Invariant($"{time.TotalSeconds:0.0} s of processor time"));
            }
        }

        _slowest = time > _slowest ? time : _slowest;
        return isNew;
    }

    private TimeSpan Time(byte[] input)
    {
        Instrumentation.Clear();
        var before = Environment.CpuUsage.TotalTime;
        _last.Watch.Begin();
        try
        {
            _promises.Check(input);
        }
        catch (Exception broken)
        {
            Note(input, broken is BrokenPromiseException ? broken.Message.Split(':')[0] : PlaceOf(broken), broken.ToString());
        }
        finally
        {
            _last.Watch.End();
        }

        return Environment.CpuUsage.TotalTime - before;
    }

    /// <summary>One finding a place: type of the exception and the innermost method of the library.</summary>
    private static string PlaceOf(Exception exception)
    {
        var frame = new StackTrace(exception)
            .GetFrames()
            .Select(f => f.GetMethod())
            .FirstOrDefault(m => m?.DeclaringType?.Assembly.GetName().Name == "ReaderStudy.Dicom");
        return $"{exception.GetType().Name} in {frame?.DeclaringType?.Name}.{frame?.Name}";
    }

    private void Note(byte[] input, string kind, string what)
    {
        if (!_broken.TryAdd(kind, what))
        {
            return;
        }

        var name = string.Concat(kind.Select(c => char.IsLetterOrDigit(c) ? c : '-')) + ".dcm";
        File.WriteAllBytes(Path.Combine(_options.Findings, name), input);
        Console.Error.WriteLine($"FOUND {kind} ({input.Length} bytes, kept as {name}): {what}");
    }

    private void Report(long done, TimeSpan elapsed)
    {
        var worst = string.Join(", ", _promises.Worst.Select(w => $"{w.Key} {w.Value}x"));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{elapsed:hh\\:mm\\:ss} {done:N0} inputs, {_promises.Read:N0} read, {_promises.Decoded:N0} decoded, {_coverage.Edges:N0} edges, "
                    + $"{_corpus.Count:N0} kept, slowest {_slowest.TotalMilliseconds:0} ms, memory: {worst}; {_broken.Count} findings"
            )
        );
    }

    private void WriteTap(long done)
    {
        if (_options.Tap is not { } path)
        {
            return;
        }

        var ok = _broken.Count == 0;
        File.WriteAllText(
            path,
            string.Create(
                CultureInfo.InvariantCulture,
                $"TAP version 13\n{(ok ? "ok" : "not ok")} 1 - {done} changed files break no promise\n1..1\n# tests 1\n# pass {(ok ? 1 : 0)}\n# fail {(ok ? 0 : 1)}\n"
            )
        );
    }
}
