using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReaderStudy.Inference;
using ReaderStudy.Phantom;

namespace ReaderStudy.Training;

/// <summary>Runs a model as the product runs it on held-out phantom cases, and writes what came out into its model.json.</summary>
internal static class Evaluation
{
    private const ulong FirstSeed = 3_000_000;

    public static int Run(string modelFolder, int cases)
    {
        var package = ModelPackage.Load(modelFolder);
        using var runner = new ModelRunner(package);
        var classes = package.Manifest.Classes;
        var confusion = new int[classes.Count][];
        for (var row = 0; row < confusion.Length; row++)
        {
            confusion[row] = new int[classes.Count];
        }

        var rightGroups = 0;
        for (var number = 0; number < cases; number++)
        {
            var phantom = PhantomGenerator.Generate(FirstSeed + (ulong)number, (LesionClass)(number % 6));
            var outcome = runner.Predict(phantom.Phases.ToDictionary(pair => pair.Key.Code(), pair => pair.Value));
            if (outcome is not Predicted predicted)
            {
                throw new InvalidOperationException($"Case {number}: {outcome}");
            }

            var labels = ClassLabels.Of(classes, predicted.Scores);
            confusion[(int)phantom.Class][classes.TakeWhile(one => one.Code != labels.Class).Count()]++;
            rightGroups += labels.Group == (phantom.Class.IsMalignant() ? "malignant" : "benign") ? 1 : 0;
        }

        var right = Enumerable.Range(0, classes.Count).Sum(index => confusion[index][index]);
        var result = new HeldOutResult(
            $"{cases} phantom cases, the classes in turn, seeds {FirstSeed} to {FirstSeed + (ulong)cases - 1}; proportions with 95 % Wilson intervals; confusion: truth by row",
            Wilson(right, cases),
            Wilson(rightGroups, cases),
            confusion
        );
        Write(Path.Combine(modelFolder, "model.json"), result);
        Console.WriteLine($"six classes {result.Classes}, benign/malignant {result.Groups}");
        foreach (var row in confusion)
        {
            Console.WriteLine(string.Join(' ', row.Select(count => $"{count, 4}")));
        }

        return 0;
    }

    /// <summary>Wilson EB (1927). JASA 22:209–212.</summary>
    private static MeasuredProportion Wilson(int correct, int cases)
    {
        const double Z = 1.959963984540054;
        var p = correct / (double)cases;
        var scale = 1 + Z * Z / cases;
        var centre = (p + Z * Z / (2 * cases)) / scale;
        var half = Z / scale * Math.Sqrt(p * (1 - p) / cases + Z * Z / (4.0 * cases * cases));
        return new MeasuredProportion(correct, cases, Math.Round(p, 4), Math.Round(centre - half, 4), Math.Round(centre + half, 4));
    }

    private static void Write(string path, HeldOutResult result)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        var manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        manifest["heldOut"] = JsonSerializer.SerializeToNode(result, options);
        File.WriteAllText(path, manifest.ToJsonString(options) + "\n");
    }
}
