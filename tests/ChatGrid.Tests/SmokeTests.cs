namespace ChatGrid.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void The_house_stands() => typeof(ChatGrid.Understanding.Reading).ShouldNotBeNull();
}
