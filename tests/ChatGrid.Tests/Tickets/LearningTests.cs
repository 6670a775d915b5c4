using ChatGrid.Grids;
using ChatGrid.Storage;
using ChatGrid.Tests.Grids;
using ChatGrid.Tickets;
using ChatGrid.Understanding;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ChatGrid.Tests.Tickets;

/// <summary>What people decide about readings is learned while the program runs, and stays learned.</summary>
public sealed class LearningTests : IAsyncLifetime, IDisposable
{
    private static readonly MessageToRead Unheard = new("井房又冒泡了");
    private static readonly Correction[] Decisions = [Is("井房那边又在冒泡了", "供水维修"), Is("井房冒泡了来看看", "供水维修"), Is("井房的泡越来越大", "供水维修")];
    private readonly BrokenTown _files = new(isWhole: true);
    private WebApplication _app = null!;

    private Reader Reader => _app.Services.GetRequiredService<ReaderBook>().Now;
    private LearningLoop Loop => _app.Services.GetRequiredService<LearningLoop>();

    public Task InitializeAsync() => StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Decisions_are_learned_once_survive_a_restart_and_an_edit()
    {
        var before = Reader.Read(Unheard).RequestScore;
        await StoreAsync(Decisions);
        (await Loop.FitAsync(CancellationToken.None)).ShouldBeTrue();
        (await Loop.FitAsync(CancellationToken.None)).ShouldBeFalse("there is nothing new");
        var learned = Reader.Read(Unheard);
        learned.Item.ShouldBe("供水维修");
        learned.RequestScore.ShouldBeGreaterThan(before);

        await File.AppendAllTextAsync(Path.Combine(_files.Dialogs, "understanding", "words.txt"), "\n# nothing new\n");
        _app.Services.GetRequiredService<ReloadRound>().Run();
        Reader.Read(Unheard).RequestScore.ShouldBe(learned.RequestScore);

        await _app.DisposeAsync();
        await StartAsync();
        await Loop.FitAsync(CancellationToken.None);
        Reader.Read(Unheard).RequestScore.ShouldBe(learned.RequestScore);
    }

    [Fact]
    public void Replicas_that_heard_of_the_decisions_in_another_order_read_the_same()
    {
        var vocabulary = _app.Services.GetRequiredService<TownBook>().Now.Vocabulary();
        double Score(IReadOnlyList<LearnedLine> learned, bool inTwoSteps)
        {
            var book = new ReaderBook(Reader);
            var fitting = new ReaderFitting(Path.Combine(_files.Dialogs, "understanding"), book, Path.Combine(_files.Data, "cache"));
            if (inTwoSteps) fitting.Fit(vocabulary, [.. learned.Take(1)]);
            fitting.Fit(vocabulary, learned).Learned.ShouldBe(learned.Count);
            return book.Now.Read(Unheard).RequestScore;
        }

        var lines = Corrections.AsLines(Decisions);
        Score(lines, true).ShouldBe(Score([.. lines.Reverse()], false));
    }

    [Fact]
    public void Decisions_that_make_it_worse_are_left_out()
    {
        var poison = Directory.GetFiles(Path.Combine(_files.Dialogs, "understanding", "lines"), "requests-*.txt").SelectMany(File.ReadLines)
            .Where(line => line.Length > 0 && line[0] is not ('#' or '[')).Select(line => new LearnedLine(line, null, MessageKind.Chat));
        var fitting = new ReaderFitting(Path.Combine(_files.Dialogs, "understanding"), _app.Services.GetRequiredService<ReaderBook>(), Path.Combine(_files.Data, "cache"));
        fitting.Fit(_app.Services.GetRequiredService<TownBook>().Now.Vocabulary(), [.. poison]).Refused.ShouldBeGreaterThan(0);
        Reader.Read(new("3号楼没水了，快来人修")).IsRequest.ShouldBeTrue();
    }

    [Fact]
    public void Who_decides_again_about_the_same_words_is_heard_last_and_what_burned_still_burns()
    {
        Correction[] newestFirst = [Is("井房冒烟", "安全隐患") with { Kind = nameof(MessageKind.Emergency) }, Is("井房冒烟", ""), Is("早", "")];
        Corrections.AsLines(newestFirst).ShouldBe([new("早", null, MessageKind.Chat), new("井房冒烟", "安全隐患", MessageKind.Emergency, Urgency.Emergency)]);
    }

    private async Task StartAsync()
    {
        _app = WebProgram.Build(["--config", _files.Config, "--dialogs", _files.Dialogs, "--data", _files.Data]);
        await WebProgram.PrepareAsync(_app);
        _app.Services.GetRequiredService<ReloadRound>().HasChanges().ShouldBeFalse();
    }

    private Task StoreAsync(Correction[] decisions) => _app.Services.GetRequiredService<Database>().WriteAsync(async session =>
    {
        foreach (var decision in decisions) await _app.Services.GetRequiredService<CorrectionStore>().AddAsync(session, decision);
    });

    private static Correction Is(string text, string item) => new()
    {
        Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
        Text = text,
        Item = item,
        Kind = (item.Length == 0 ? MessageKind.Chat : MessageKind.Report).ToString(),
        Person = "何静",
        At = DateTimeOffset.UnixEpoch,
    };
}
