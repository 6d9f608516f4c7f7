using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ReaderStudy.Data;

/// <summary>Keeps every instant as a UTC date-time, a type that both databases sort.</summary>
internal sealed class UtcInstantConverter()
    : ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime,
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc))
    );
