using System.Globalization;
using System.Text.RegularExpressions;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>What was typed into a form, and what is wrong with it, by field.</summary>
public partial class GivenForm(IReadOnlyDictionary<string, string> values, string prefix, Dictionary<string, string> faults)
{
    public GivenForm(IFormCollection form)
        : this(form.ToDictionary(f => f.Key, f => f.Value.LastOrDefault() ?? ""), "", []) { }

    /// <summary>One sentence a field, by its name as it is sent.</summary>
    public IReadOnlyDictionary<string, string> Faults => faults;

    /// <summary>As it was typed; empty when it was not sent.</summary>
    public string Raw(string name) => values.GetValueOrDefault(prefix + name, "");

    public void Fault(string name, string sentence) => faults.TryAdd(prefix + name, sentence);

    /// <summary>Several lines, without blanks at the ends.</summary>
    public string Text(string name) => Raw(name).ReplaceLineEndings("\n").Trim();

    /// <summary>Null when it is empty.</summary>
    public string? Optional(string name) => Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>Something must be there.</summary>
    public string Needed(string name, string sentence)
    {
        var text = Text(name);
        if (text.Length == 0)
        {
            Fault(name, sentence);
        }

        return text;
    }

    public bool Ticked(string name) => Raw(name) == "true";

    /// <summary>Parted by commas.</summary>
    public IReadOnlyList<string> List(string name) =>
        Raw(name).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Null when it is empty, or when it is no whole number, which is a fault.</summary>
    public int? OptionalWhole(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Fault(name, $"'{text}' is no whole number.");
        return null;
    }

    public int Whole(string name, int whenEmpty) => OptionalWhole(name) ?? whenEmpty;

    /// <summary>Null when it is empty, or when it is no number, which is a fault. The decimal sign is a point.</summary>
    public double? OptionalNumber(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }

        Fault(name, $"'{text}' is no number; write it with a point, as in 0.05.");
        return null;
    }

    /// <summary>The member whose name was sent; the first one and a fault when there is no such.</summary>
    public T Member<T>(string name)
        where T : struct, Enum
    {
        var text = Text(name);
        foreach (var member in Enum.GetValues<T>())
        {
            if (member.ToString() == text)
            {
                return member;
            }
        }

        Fault(name, text.Length == 0 ? "Choose one." : $"'{text}' cannot be chosen.");
        return default;
    }

    /// <summary>Conditions as <see cref="ConditionText"/> has them.</summary>
    public IReadOnlyList<Condition> Conditions(string name)
    {
        if (ConditionText.TryParseAll(Raw(name), out var conditions, out var fault))
        {
            return conditions;
        }

        Fault(name, fault);
        return [];
    }

    /// <summary>The rows of a table in which something stands, each with its own fields.</summary>
    public IReadOnlyList<GivenRow> Rows(string table)
    {
        var numbers = values
            .Keys.Select(k => RowOf().Match(k))
            .Where(m => m.Success && m.Groups["table"].Value == table)
            .Select(m => int.Parse(m.Groups["row"].Value, CultureInfo.InvariantCulture))
            .Distinct()
            .Order();
        return
        [
            .. numbers
                .Select(n => new GivenRow(n, values, string.Create(CultureInfo.InvariantCulture, $"{table}[{n}]."), faults))
                .Where(r => !r.IsEmpty),
        ];
    }

    [GeneratedRegex(@"^(?<table>[A-Za-z]+)\[(?<row>\d{1,4})\]\.", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RowOf();
}

/// <summary>A row of a table.</summary>
public sealed class GivenRow(int number, IReadOnlyDictionary<string, string> values, string prefix, Dictionary<string, string> faults)
    : GivenForm(values, prefix, faults)
{
    public int Number { get; } = number;

    /// <summary>By column, as it was typed.</summary>
    public IReadOnlyDictionary<string, string> Values { get; } =
        values.Where(v => v.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(v => v.Key[prefix.Length..], v => v.Value);

    /// <summary>True of a spare row that nobody filled.</summary>
    public bool IsEmpty => Values.Values.All(string.IsNullOrWhiteSpace);
}
