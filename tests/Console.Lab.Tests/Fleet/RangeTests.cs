namespace IncidentConsole.Lab.Tests.Fleet;

/// <summary>Tests that share one whole range, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class RangeTests : ICollectionFixture<RangeFixture>
{
    public const string Name = "whole range";
}
