using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ReaderStudy.Data;

/// <summary>Keeps every instant as a UTC date-time, a type that both databases sort, cut to the microsecond: PostgreSQL keeps no more.</summary>
internal sealed class UtcInstantConverter()
    : ValueConverter<DateTimeOffset, DateTime>(
        instant => new DateTime(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc),
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc))
    );
