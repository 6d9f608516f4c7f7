using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ReaderStudy.Statistics.Tests.Fixtures;

/// <summary>Compares every value of a block with what the library gives, and keeps the fewest digits reached.</summary>
internal sealed class Comparison(double tolerance, bool mayExcept)
{
    private readonly List<string> _failures = [];

    /// <summary>Of the object being compared, where it states one of its own: an iterative method of the package that stops early.</summary>
    private double? _own;

    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Values compared; texts and missing values count.</summary>
    public int Compared { get; private set; }

    /// <summary>Values that the block itself leaves out.</summary>
    public int Excepted { get; private set; }

    /// <summary>
    /// −log10 of the largest |got − expected| / max(1, |expected|); 16 when all are equal. Values with a tolerance of their own do not count:
    /// the digits there are the package's.
    /// </summary>
    public double FewestDigits { get; private set; } = 16;

    public void Compare(string path, JsonElement expected, object? got)
    {
        switch (got)
        {
            case Func<object?> lazy:
                Compare(path, expected, lazy());
                break;
            case NotMatched when mayExcept:
                Excepted += Leaves(expected);
                break;
            case NotMatched:
                Fail(path, "left out, but the block has no match_except");
                break;
            default:
                CompareKind(path, expected, got);
                break;
        }
    }

    private void CompareKind(string path, JsonElement expected, object? got)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object when got is IReadOnlyDictionary<string, object?> members:
                var outer = _own;
                _own = expected.TryGetProperty("tolerance", out var own) && own.ValueKind == JsonValueKind.Number ? own.GetDouble() : outer;
                foreach (var property in expected.EnumerateObject())
                {
                    if (members.TryGetValue(property.Name, out var value))
                    {
                        Compare($"{path}.{property.Name}", property.Value, value);
                    }
                    else
                    {
                        Fail($"{path}.{property.Name}", "no such value is given");
                    }
                }

                _own = outer;
                break;
            case JsonValueKind.Array when Items(got) is { } items:
                if (items.Count != expected.GetArrayLength())
                {
                    Fail(path, $"expected {expected.GetArrayLength()} items, got {items.Count}");
                    break;
                }

                for (var i = 0; i < items.Count; i++)
                {
                    Compare($"{path}[{i}]", expected[i], items[i]);
                }

                break;
            case JsonValueKind.Object or JsonValueKind.Array:
                Fail(path, $"expected {expected.ValueKind}, got {got ?? "nothing"}");
                break;
            default:
                Leaf(path, expected, got);
                break;
        }
    }

    private void Leaf(string path, JsonElement expected, object? got)
    {
        Compared++;
        if (got is bool flag)
        {
            Require(path, expected, got, expected.ValueKind == (flag ? JsonValueKind.True : JsonValueKind.False));
        }
        else if (expected.ValueKind == JsonValueKind.Null)
        {
            Require(path, expected, got, got is null or double.NaN);
        }
        else if (got is string text)
        {
            Require(path, expected, got, expected.ToString() == text);
        }
        else if (got is IConvertible and not null && TryNumber(expected, out var number))
        {
            Number(path, number, Convert.ToDouble(got, CultureInfo.InvariantCulture));
        }
        else
        {
            Fail(path, $"expected {expected}, got {got ?? "nothing"}");
        }
    }

    private void Number(string path, double expected, double got)
    {
        if (!double.IsFinite(expected) || !double.IsFinite(got))
        {
            if (!expected.Equals(got))
            {
                Fail(path, $"expected {Printed(expected)}, got {Printed(got)}");
            }

            return;
        }

        var error = Math.Abs(got - expected) / Math.Max(1, Math.Abs(expected));
        if (_own is null)
        {
            FewestDigits = Math.Min(FewestDigits, error == 0 ? 16 : -Math.Log10(error));
        }

        if (error > (_own ?? tolerance))
        {
            Fail(path, $"expected {Printed(expected)}, got {Printed(got)}");
        }
    }

    private static bool TryNumber(JsonElement expected, out double number)
    {
        number = double.NaN;
        return expected.ValueKind switch
        {
            JsonValueKind.Number => expected.TryGetDouble(out number),
            JsonValueKind.String => double.TryParse(expected.GetString(), CultureInfo.InvariantCulture, out number),
            _ => false,
        };
    }

    private static List<object?>? Items(object? got) =>
        got switch
        {
            string => null,
            ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])],
            IDictionary => null,
            IEnumerable many => [.. many.Cast<object?>()],
            _ => null,
        };

    private static int Leaves(JsonElement expected) =>
        expected.ValueKind switch
        {
            JsonValueKind.Object => expected.EnumerateObject().Sum(p => Leaves(p.Value)),
            JsonValueKind.Array => expected.EnumerateArray().Sum(Leaves),
            _ => 1,
        };

    private void Require(string path, JsonElement expected, object? got, bool holds)
    {
        if (!holds)
        {
            Fail(path, $"expected {(expected.ValueKind == JsonValueKind.Null ? "null" : expected)}, got {got ?? "nothing"}");
        }
    }

    private void Fail(string path, string what) => _failures.Add($"{path}: {what}");

    private static string Printed(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
