namespace ReaderStudy.Domain.Conduct;

/// <summary>Who speaks in a query.</summary>
public enum QuerySide
{
    Reader,
    Coordinator,
}
