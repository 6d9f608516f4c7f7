namespace ReaderStudy.Web.Features.Protocols.Subjects;

public enum FieldKind
{
    Line,

    /// <summary>Several lines.</summary>
    Text,

    Number,

    /// <summary>Ticked or not; its value is <c>true</c> or empty.</summary>
    Tick,

    /// <summary>One of <see cref="FormField.Options"/>.</summary>
    Select,
}

/// <param name="Value">What is sent.</param>
/// <param name="Words">What people read.</param>
public sealed record FormOption(string Value, string Words);

/// <summary>A field of a form, or a column of a table whose rows each have one.</summary>
/// <param name="Name">As it is sent.</param>
/// <param name="Label">What people read.</param>
/// <param name="Kind">How it is filled in.</param>
/// <param name="Value">What is in it.</param>
public sealed record FormField(string Name, string Label, FieldKind Kind, string Value = "")
{
    /// <summary>Below the field; empty: none.</summary>
    public string Help { get; init; } = "";

    public IReadOnlyList<FormOption> Options { get; init; } = [];
}

/// <summary>Rows that are added by filling an empty one, and removed by emptying one.</summary>
/// <param name="Name">Fields are sent as <c>Name[0].Column</c>.</param>
/// <param name="Heading">What people read above.</param>
/// <param name="Help">What the rows are.</param>
/// <param name="Row">What one row is called, <c>Arm</c>.</param>
/// <param name="Columns">Their values are ignored.</param>
/// <param name="Filled">Values by column, with the number under which each row is sent.</param>
/// <param name="Spare">Empty rows at the end.</param>
public sealed record FormTable(
    string Name,
    string Heading,
    string Help,
    string Row,
    IReadOnlyList<FormField> Columns,
    IReadOnlyList<FormRow> Filled,
    int Spare = 2
)
{
    /// <summary>The filled rows and the empty ones after them.</summary>
    public IReadOnlyList<FormRow> Rows =>
        [
            .. Filled,
            .. Enumerable
                .Range(Filled.Count == 0 ? 0 : Filled.Max(r => r.Number) + 1, Spare)
                .Select(n => new FormRow(n, new Dictionary<string, string>())),
        ];

    /// <summary>Rows as they are kept, numbered from 0.</summary>
    public static IReadOnlyList<FormRow> Numbered(IEnumerable<Dictionary<string, string>> rows) =>
        [.. rows.Select((r, i) => new FormRow(i, r))];
}

/// <param name="Number">As in <c>Arms[0]</c>.</param>
/// <param name="Values">By column.</param>
public sealed record FormRow(int Number, IReadOnlyDictionary<string, string> Values);

/// <summary>What is shown of a subject.</summary>
public sealed record SubjectForm(IReadOnlyList<FormField> Fields, IReadOnlyList<FormTable> Tables)
{
    /// <summary>The same form with what somebody typed instead of what is kept.</summary>
    public SubjectForm With(GivenForm given) =>
        new(
            [.. Fields.Select(f => f with { Value = given.Raw(f.Name) })],
            [.. Tables.Select(t => t with { Filled = [.. given.Rows(t.Name).Select(r => new FormRow(r.Number, r.Values))] })]
        );
}
