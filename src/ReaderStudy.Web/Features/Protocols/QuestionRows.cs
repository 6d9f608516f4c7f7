namespace ReaderStudy.Web.Features.Protocols;

/// <summary>A choice as a row of a form; a row without id is left out.</summary>
public sealed class ChoiceForm
{
    public string? Id { get; set; }

    public string? Label { get; set; }

    /// <summary>As in <see cref="ConditionText"/>.</summary>
    public string? When { get; set; }

    /// <summary>Of a question with several answers: excludes the others.</summary>
    public bool Excludes { get; set; }

    internal bool IsEmpty => string.IsNullOrWhiteSpace(Id) && string.IsNullOrWhiteSpace(Label) && string.IsNullOrWhiteSpace(When);
}

/// <summary>A side of a rating's scale as a row of a form; a row without a condition is left out.</summary>
public sealed class SideForm
{
    /// <summary>As in <see cref="ConditionText"/>.</summary>
    public string? When { get; set; }

    public int? Minimum { get; set; }

    public int? Maximum { get; set; }

    internal bool IsEmpty => string.IsNullOrWhiteSpace(When) && Minimum is null && Maximum is null;
}
