namespace ReaderStudy.Data;

/// <summary>What was asked for is not there, or not for this person: both are answered alike, by 404.</summary>
public sealed class NotFoundException(string what) : Exception($"There is no such {what}.");
