using System.Text.Json.Serialization;

namespace ReaderStudy.Domain.Studies;

/// <summary>Holds when the answer to another question is one of the given values, or (a rating) lies between two bounds.</summary>
/// <param name="Question">The other question.</param>
[method: JsonConstructor]
public sealed record Condition(string Question)
{
    public Condition(string question, IReadOnlyList<string> @is)
        : this(question) => Is = @is;

    /// <summary>Ids of choices; empty where bounds are given.</summary>
    public IReadOnlyList<string> Is { get; init; } = [];

    /// <summary>Smallest rating that counts; null: none.</summary>
    public int? AtLeast { get; init; }

    /// <summary>Largest rating that counts; null: none.</summary>
    public int? AtMost { get; init; }
}
