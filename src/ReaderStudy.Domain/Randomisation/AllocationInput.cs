using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Randomisation;

/// <summary>All that an allocation is drawn from: the same input gives the same sessions, on every machine and day.</summary>
/// <param name="Design">Of the sealed protocol.</param>
/// <param name="Arms">In the protocol's order.</param>
/// <param name="Classes">Of the reference standard, for strata and sham outputs.</param>
/// <param name="Readers">In any order; drawn by name.</param>
/// <param name="Cases">Those that are read, in any order; drawn by code.</param>
/// <param name="Seed">Made at sealing and stored.</param>
public sealed record AllocationInput(
    StudyDesign Design,
    IReadOnlyList<Arm> Arms,
    ReferenceClasses Classes,
    IReadOnlyList<AllocationReader> Readers,
    IReadOnlyList<AllocationCase> Cases,
    ulong Seed
);

/// <param name="Id">The <see cref="StudyReader"/>.</param>
/// <param name="Name">Unique in the study.</param>
/// <param name="Level">Sequences of arms are balanced within a level.</param>
public sealed record AllocationReader(Guid Id, string Name, ReaderLevel Level);

/// <param name="Id">The case.</param>
/// <param name="Code">Unique in the study.</param>
/// <param name="Purpose">Test, training or catch.</param>
/// <param name="ClassId">Of the reference standard, as the protocol writes it; null when unknown, or when nothing is drawn from it.</param>
/// <param name="Centre">Null when unknown, or when nothing is drawn from it.</param>
public sealed record AllocationCase(Guid Id, string Code, CasePurpose Purpose, string? ClassId, string? Centre);
