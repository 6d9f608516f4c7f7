namespace ReaderStudy.Web.Tests.Conduct.Rules;

/// <summary>An application of their own for tests that compare all that is stored: nothing else writes into it.</summary>
[CollectionDefinition(Name)]
public sealed class RulesCollection : ICollectionFixture<App>
{
    public const string Name = "rules";
}
