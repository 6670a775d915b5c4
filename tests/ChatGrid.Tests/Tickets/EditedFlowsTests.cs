using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Storage;
using ChatGrid.Tests.Grids;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ChatGrid.Tests.Tickets;

/// <summary>An official edits <c>dialogs/items/flows.yaml</c> while the program runs: the talk follows, unless the edit is broken.</summary>
public sealed class EditedFlowsTests : IAsyncLifetime, IDisposable
{
    private const string OldQuestion = "问法: ask-when, 回答";
    private readonly BrokenTown _files = new(isWhole: true);
    private WebApplication _app = null!;
    private int _said;

    public async Task InitializeAsync()
    {
        _app = WebProgram.Build(["--config", _files.Config, "--dialogs", _files.Dialogs, "--data", _files.Data]);
        await WebProgram.PrepareAsync(_app);
        _app.Services.GetRequiredService<ReloadRound>().HasChanges().ShouldBeFalse();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task What_is_asked_in_which_order_and_how_follows_the_file()
    {
        (await AskedAsync("老于")).ShouldContain("搬抬接送跑腿。在哪里？");
        _files.Edit(FlowsReading.File, "搬抬接送跑腿: [在哪里, 什么时候]", "搬抬接送跑腿: [什么时候, 在哪里]");
        Reload();
        (await AskedAsync("小周")).ShouldContain("搬抬接送跑腿，您看什么时候方便？");

        await File.AppendAllTextAsync(Path.Combine(_files.Dialogs, "tickets", "wording.yaml"), "\nask-hour:\n  zh-CN: \"几点？\"\n  en: \"What hour?\"\nask-hour-again:\n  zh-CN: \"几点？\"\n  en: \"What hour?\"\n");
        _files.Edit(FlowsReading.File, OldQuestion, "问法: ask-hour, 回答");
        Reload();
        (await AskedAsync("郭丽")).ShouldBe("几点？");
    }

    [Fact]
    public async Task A_broken_edit_leaves_the_questions_as_they_were()
    {
        _files.Edit(FlowsReading.File, OldQuestion, "问法: ask-nothing, 回答");
        _files.Edit(FlowsReading.File, "搬抬接送跑腿: [在哪里, 什么时候]", "搬抬接送跑腿: [什么时候, 在哪里]");
        Reload();
        _app.Services.GetRequiredService<ReloadState>().IsBroken("flows").ShouldBeTrue();
        (await AskedAsync("老于")).ShouldContain("搬抬接送跑腿。在哪里？");
    }

    private void Reload() => _app.Services.GetRequiredService<ReloadRound>().Run();

    // The last thing the bot says after this person has asked for somebody to carry a thing.
    private async Task<string> AskedAsync(string person)
    {
        await _app.Services.GetRequiredService<TurnRunner>().ReceiveAsync(new Inbound
        {
            DedupKey = $"m{++_said}",
            MessageKey = $"m{_said}",
            Conversation = Address.Group("webgroup:main", "tongxin-1"),
            Sender = new(person, person),
            Text = "谁能帮我搬一下冰箱",
            At = DateTimeOffset.UnixEpoch,
        });
        await _app.Services.GetRequiredService<DueStates>().EndAllBreathsAsync(CancellationToken.None);
        var rows = await _app.Services.GetRequiredService<Database>().ReadAsync(s => _app.Services.GetRequiredService<OutboxStore>().OpenAsync(s, 100));
        return rows[^1].Message.Text;
    }
}
