using ChatGrid.Conversations;
using ChatGrid.Grids;

namespace ChatGrid.Tests.Grids;

/// <summary>What is asked for an item, and what is said about a <c>flows.yaml</c> that does not fit the item list.</summary>
public sealed class FlowsTests : IDisposable
{
    private readonly BrokenTown _town = new();

    public void Dispose() => _town.Dispose();

    [Fact]
    public void The_shipped_flows_ask_what_the_items_need()
    {
        var flows = Load().Flows.ShouldNotBeNull();
        foreach (var item in ShippedTown.Load().Items) flows.FlowOf(item.Name).Select(q => q.Need).ShouldBe(item.MustKnow, item.Name);
        flows.FlowOf("搬抬接送跑腿").Select(q => q.Question).ShouldBe(["ask-place", "ask-when"]);
        flows.FlowOf("搬抬接送跑腿")[1].Suggestions.ShouldBe(["suggest-now", "suggest-today", "suggest-tomorrow"]);
        flows.FlowOf("供水维修")[0].SuggestsPlaces.ShouldBeTrue();
        flows.FlowOf("没有的事项").ShouldBeEmpty();
    }

    [Fact]
    public void An_emergency_can_be_asked_for_its_place_whatever_its_item() =>
        Load().Flows.ShouldNotBeNull().QuestionFor("其他", MustKnow.Place)?.Question.ShouldBe("ask-place");

    [Theory]
    [InlineData("  供水维修: [在哪里]", "  供水维修: []", "'供水维修' does not ask what the item needs: 地点")]
    [InlineData("  政策咨询: []", "  政策咨询: [在哪里]", "'政策咨询' asks what the item does not need: 地点")]
    [InlineData("  供水维修: [在哪里]", "  供水维修: [在哪里, 在哪里]", "'供水维修' asks twice for 地点")]
    [InlineData("  供水维修: [在哪里]", "  供水维修: [在哪儿]", "'在哪儿' is no question under '问题'")]
    [InlineData("  供水维修: [在哪里]", "  供水维修: 在哪里", "'供水维修' must be a list")]
    [InlineData("  其他: []", "  其他: []\n  修自行车: []", "'修自行车' is a flow for no item", 1)]
    [InlineData("问法: ask-when,", "问法: ask-wann,", "'问法' needs the wording 'ask-wann', which no wording.yaml has")]
    [InlineData("问法: ask-when,", "问法: suggest-now,", "'问法' needs the wording 'suggest-now-again'")]
    [InlineData("回答: 时间,", "回答: 地点,", "is a dead end: an answer of this kind never tells 时间")]
    [InlineData("回答: 时间,", "回答: 是否,", "'回答' is '是否'; allowed: 地点, 时间, 人, 一段话")]
    [InlineData("弄清: 时间,", "弄清: 天气,", "'弄清' is '天气'; allowed: 地点, 时间, 给谁办, 谁和什么事")]
    [InlineData("suggest-tomorrow]", "suggest-never]", "'快捷回答' has 'suggest-never'")]
    [InlineData("回答: 时间,", "回答: 时间, 必答: 是,", "unknown key '必答'")]
    [InlineData("\n事项:", "\n  几个人: { 弄清: 时间, 问法: ask-when, 回答: 时间 }\n事项:", "the question '几个人' is asked by no item", 1)]
    public void A_flow_that_does_not_fit_is_said(string old, string edited, string text, int offset = 0)
    {
        var line = _town.Edit(FlowsReading.File, old, edited) + offset;
        var (flows, problems) = Load();
        flows.ShouldBeNull();
        problems.ShouldContain(p => p.File == "dialogs/items/flows.yaml" && p.Line == line && p.Text.Contains(text), string.Join('\n', problems));
    }

    [Fact]
    public void An_item_without_a_flow_is_said_at_the_list()
    {
        _town.Edit(FlowsReading.File, "  电梯故障: [在哪里]\n", "");
        var list = _town.LineOf(FlowsReading.File, "\n事项:") + 1;
        var problem = Load().Problems.ShouldHaveSingleItem();
        problem.Line.ShouldBeInRange(list, list + 1);
        problem.Text.ShouldStartWith("the item '电梯故障' has no flow");
    }

    [Fact]
    public void A_file_that_is_missing_or_empty_is_said()
    {
        File.WriteAllText(_town.PathOf(FlowsReading.File), "问题: {}\n");
        Load().Problems.ShouldContain(p => p.Text == "'事项' is missing");
        File.Delete(_town.PathOf(FlowsReading.File));
        Load().Problems.ShouldBe([new Problem("dialogs/items/flows.yaml", 1, "the file is missing")]);
    }

    private (Flows? Flows, IReadOnlyList<Problem> Problems) Load() =>
        FlowsReading.Load(_town.Dialogs, _town.Load().Facts.ShouldNotBeNull(), Wording.Load(_town.Dialogs).Wording);
}
