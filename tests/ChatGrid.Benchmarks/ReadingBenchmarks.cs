using BenchmarkDotNet.Attributes;
using ChatGrid.Understanding;

namespace ChatGrid.Benchmarks;

/// <summary>What one reading costs: bars are 15 µs and 1 KB for a short message, 150 µs for 400 characters, 50 ms for 100,000.</summary>
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private Reader _reader = null!;
    private MessageToRead _request = null!;
    private MessageToRead _chat = null!;
    private MessageToRead _letter = null!;
    private MessageToRead _endless = null!;

    [GlobalSetup]
    public void Load()
    {
        var folder = Environment.GetEnvironmentVariable("READING_DATA") ?? Path.Combine(Root(), "dialogs", "understanding");
        _reader = ReaderLoader.Load(folder, DemoTown.Vocabulary).Reader;
        _request = new MessageToRead("3号楼二单元501水管漏了，能不能来人看看", Now: Now);
        _chat = new MessageToRead("早上好呀，今天又降温了大家多穿点", Now: Now);
        const string Story = "我是柳树村张家湾组的村民，从去年十月开始门口那条水沟就一直堵着，一下雨水就漫到路上，老人孩子出门都要蹚水，找过村里两次都说没有钱，请帮忙协调解决，谢谢。";
        _letter = new MessageToRead(string.Concat(Enumerable.Repeat(Story, 6))[..400], Now: Now);
        _endless = new MessageToRead(string.Concat(Enumerable.Repeat(Story, 1400))[..100_000], Now: Now);
    }

    [Benchmark]
    public Reading Request() => _reader.Read(_request);

    [Benchmark]
    public Reading Chat() => _reader.Read(_chat);

    [Benchmark]
    public Reading Letter() => _reader.Read(_letter);

    [Benchmark]
    public Reading Endless() => _reader.Read(_endless);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "dialogs"))) folder = folder.Parent;
        return folder?.FullName ?? ".";
    }
}
