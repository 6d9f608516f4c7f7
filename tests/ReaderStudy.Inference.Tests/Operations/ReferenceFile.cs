using System.Text.Json;
using ReaderStudy.Tests;

namespace ReaderStudy.Inference.Tests.Operations;

/// <summary>Reference values of the operations, made by the scripts in Reference; no test writes them.</summary>
internal static class ReferenceFile
{
    /// <summary>The cases of a file.</summary>
    public static JsonElement Cases(string name)
    {
        var path = Path.Combine(SharedData.RepositoryRoot, "tests", "ReaderStudy.Inference.Tests", "Reference", $"{name}.json");
        return JsonDocument.Parse(File.ReadAllBytes(path)).RootElement.GetProperty("cases");
    }

    public static double[] Numbers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    public static int[] Integers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())];

    /// <summary>Numbers of a mask: 0 and 1.</summary>
    public static bool[] Mask(this JsonElement element, string name) => Array.ConvertAll(element.Integers(name), number => number != 0);

    public static float[] Floats(this JsonElement element, string name) => Array.ConvertAll(element.Numbers(name), number => (float)number);

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static int Integer(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static IEnumerable<JsonElement> Each(this JsonElement element, string name) => element.GetProperty(name).EnumerateArray();

    /// <summary>Equal in number and, one by one, within a tolerance.</summary>
    public static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance)
    {
        var (all, ours) = (expected.ToList(), actual.ToList());
        Assert.Equal(all.Count, ours.Count);
        for (var i = 0; i < all.Count; i++)
        {
            Assert.True(Math.Abs(all[i] - ours[i]) <= tolerance, $"At {i}: {ours[i]:R}, expected {all[i]:R} within {tolerance:R}.");
        }
    }

    public static void AssertClose(IEnumerable<double> expected, IEnumerable<float> actual, double tolerance) =>
        AssertClose(expected, actual.Select(value => (double)value), tolerance);
}
