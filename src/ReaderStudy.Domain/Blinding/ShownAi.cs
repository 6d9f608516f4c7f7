namespace ReaderStudy.Domain.Blinding;

/// <summary>A model's output as readers see it in an arm with AI; the same form for every case, whatever lies behind it.</summary>
/// <param name="Model">As the arm names it.</param>
/// <param name="Classes">In the protocol's order; empty where there is a label only, or nothing.</param>
/// <param name="Label">The class on top, in words; null: the model gave no output for this case.</param>
public sealed record ShownAi(string Model, IReadOnlyList<ShownClass> Classes, string? Label);

/// <param name="Id">Of the reference class.</param>
/// <param name="Label">In words.</param>
/// <param name="Score">Probability by softmax, in steps of 0.001.</param>
public sealed record ShownClass(string Id, string Label, double Score);
