using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Tests.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatGrid.Tests.Grids;

/// <summary>Files that are edited while the program runs: what is good comes into force, what is broken leaves the last good state.</summary>
public sealed class ReloadTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 6, 8, 0, 0, TimeSpan.Zero);

    private readonly BrokenTown _files = new();
    private readonly TestClock _clock = new(Start);
    private readonly ReloadState _state;
    private readonly TownBook _town;
    private readonly WordingBook _wording;
    private readonly FlowBook _flows;

    public ReloadTests()
    {
        _state = new ReloadState(_clock);
        _town = new TownBook(new Town(_files.Load().Facts!));
        _wording = new WordingBook(Wording.Load(_files.Dialogs).Wording);
        _flows = new FlowBook(FlowsReading.Load(_files.Dialogs, _town.Now.Facts, _wording.Now).Flows!);
    }

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_good_edit_comes_into_force()
    {
        var round = Round();
        _files.Edit("clocks.yaml", "再喊一次: 15分钟", "再喊一次: 20分钟");
        round.HasChanges().ShouldBeTrue();
        round.Run();
        _town.Now.Clocks.OfferRemind.ShouldBe(TimeSpan.FromMinutes(20));
        _state.Broken.ShouldBeEmpty();
        _state.LastGood.ShouldBe(Start);
        round.HasChanges().ShouldBeFalse();
    }

    [Fact]
    public void A_broken_edit_leaves_the_last_good_state_and_says_since_when()
    {
        var (round, before) = (Round(), _town.Now);
        var line = _files.Edit("clocks.yaml", "再喊一次: 15分钟", "再喊一次: 很快");
        round.Run();
        _town.Now.ShouldBeSameAs(before);
        var broken = _state.Broken.ShouldHaveSingleItem();
        (broken.Name, broken.Since).ShouldBe(("town", Start));
        broken.Problems.ShouldHaveSingleItem().Line.ShouldBe(line);

        _clock.Turn(TimeSpan.FromHours(1));
        _files.Edit("clocks.yaml", "再喊一次: 很快", "再喊一次: 快一点");
        round.Run();
        _state.Broken.ShouldHaveSingleItem().Since.ShouldBe(Start);

        _files.Edit("clocks.yaml", "再喊一次: 快一点", "再喊一次: 10分钟");
        round.Run();
        _state.Broken.ShouldBeEmpty();
        _town.Now.Clocks.OfferRemind.ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void Nothing_is_read_when_nothing_was_edited()
    {
        var reads = 0;
        var round = Round(new Reloader("counted", _files.Folder, () => { reads++; return []; }));
        round.Run();
        reads.ShouldBe(0);
        File.WriteAllText(Path.Combine(_files.Folder, ".items.yaml.swp"), "what an editor keeps");
        round.HasChanges().ShouldBeFalse();
    }

    [Fact]
    public void A_new_item_waits_for_its_flow()
    {
        var round = Round();
        _files.Edit("items.yaml", "  - { 名称: 其他,", "  - { 名称: 代收快递, 类别: 其他, 领域: 其他, 等级: 一般, 志愿者: 是, 要知道: [地点] }\n  - { 名称: 其他,");
        round.Run();
        _town.Now.ItemByName("代收快递").ShouldNotBeNull();
        _state.Broken.ShouldHaveSingleItem().Name.ShouldBe("flows");
        _files.Edit(FlowsReading.File, "  其他: []", "  代收快递: [在哪里]\n  其他: []");
        round.Run();
        _state.Broken.ShouldBeEmpty();
        _flows.Now.FlowOf("代收快递").ShouldHaveSingleItem().Need.ShouldBe(MustKnow.Place);
    }

    [Fact]
    public void A_flow_that_came_before_its_wording_is_read_once_the_wording_is_there()
    {
        var round = Round();
        _files.Edit(FlowsReading.File, "suggest-tomorrow]", "suggest-tonight]");
        round.Run();
        _state.IsBroken("flows").ShouldBeTrue();
        File.AppendAllText(Path.Combine(_files.Dialogs, "tickets", "wording.yaml"), "\nsuggest-tonight:\n  zh-CN: \"今晚\"\n  en: \"Tonight\"\n");
        round.Run();
        _state.Broken.ShouldBeEmpty();
        _flows.Now.FlowOf("陪护看望")[1].Suggestions.ShouldContain("suggest-tonight");
    }

    [Fact]
    public void A_sentence_cannot_be_taken_away_while_the_program_runs()
    {
        var round = Round();
        var path = Path.Combine(_files.Dialogs, "tickets", "wording.yaml");
        File.WriteAllText(path, File.ReadAllText(path).Replace("suggest-myself:", "suggest-mich:", StringComparison.Ordinal));
        round.Run();
        _state.Broken.ShouldHaveSingleItem().Problems.ShouldContain(p => p.Text.StartsWith("'suggest-myself' was here and is gone", StringComparison.Ordinal));
        _wording.Now.Phrases.ContainsKey("suggest-myself").ShouldBeTrue();
    }

    [Fact]
    public void A_reader_of_files_that_fails_is_a_problem_and_no_end()
    {
        var round = Round(new Reloader("failing", _files.Folder, () => throw new InvalidOperationException("a fault")), Reloaders.Town(_files.Folders, _town));
        _files.Edit("clocks.yaml", "再喊一次: 15分钟", "再喊一次: 20分钟");
        round.Run();
        _state.Broken.ShouldHaveSingleItem().Name.ShouldBe("failing");
        _town.Now.Clocks.OfferRemind.ShouldBe(TimeSpan.FromMinutes(20));
    }

    [Fact]
    public async Task The_watcher_waits_until_the_files_are_at_rest()
    {
        using var watcher = new ConfigWatcher(Round(), _clock, NullLogger<ConfigWatcher>.Instance);
        await watcher.StartAsync(CancellationToken.None);
        var read = _town.Now;
        _files.Edit("clocks.yaml", "再喊一次: 15分钟", "再喊一次: 20分钟");
        await TurnUntilAsync(() => _town.Now != read);
        _town.Now.Clocks.OfferRemind.ShouldBe(TimeSpan.FromMinutes(20));
        (_state.LastGood - Start).ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(ConfigWatcher.Rest);
        await watcher.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task The_watcher_lives_without_the_folder_it_watches()
    {
        var gone = new Reloader("gone", Path.Combine(_files.Config, "gone"), () => [new Problem("gone", 1, "is missing")]);
        using var watcher = new ConfigWatcher(Round(gone, Reloaders.Town(_files.Folders, _town)), _clock, NullLogger<ConfigWatcher>.Instance);
        await watcher.StartAsync(CancellationToken.None);
        _files.Edit("clocks.yaml", "再喊一次: 15分钟", "再喊一次: 20分钟");
        await TurnUntilAsync(() => _town.Now.Clocks.OfferRemind == TimeSpan.FromMinutes(20));
        await watcher.StopAsync(CancellationToken.None);
    }

    private ReloadRound Round(params Reloader[] reloaders) => new(
        reloaders.Length > 0 ? reloaders : [Reloaders.Town(_files.Folders, _town), Reloaders.Wording(_files.Folders, _wording), Reloaders.Flows(_files.Folders, _town, _wording, _flows)],
        _state, NullLogger<ReloadRound>.Instance);

    // The watcher's own thread sets its timers when it comes to it: the clock is turned on until it has.
    private async Task TurnUntilAsync(Func<bool> happened)
    {
        for (var turns = 0; !happened(); turns++)
        {
            turns.ShouldBeLessThan(5000, "the watcher did not read the edited file");
            _clock.Turn(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
            await Task.Delay(1);
        }
    }
}
