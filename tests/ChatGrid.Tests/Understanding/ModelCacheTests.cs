using ChatGrid.Understanding;

namespace ChatGrid.Tests.Understanding;

/// <summary>A learned model is kept, and whatever has become of the file, the reading is the same.</summary>
[Collection(SharedReader.Name)]
public sealed class ModelCacheTests(LoadedReaderFixture reader) : IDisposable
{
    private static readonly MessageToRead Message = new("3号楼二单元501水管漏了，能不能来人看看");
    private readonly string _folder = Directory.CreateTempSubdirectory("cache").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void A_kept_model_reads_the_same_and_a_damaged_one_is_learned_anew()
    {
        var expected = reader.Loaded.Reader.Read(Message).RequestScore;
        Score().ShouldBe(expected);
        var file = Directory.GetFiles(_folder).ShouldHaveSingleItem();
        var kept = File.GetLastWriteTimeUtc(file);
        Score().ShouldBe(expected);
        File.GetLastWriteTimeUtc(file).ShouldBe(kept, "it was only read");

        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
        Score().ShouldBe(expected);
        File.WriteAllBytes(file, bytes[..100]);
        Score().ShouldBe(expected);
        Directory.GetFiles(_folder).ShouldHaveSingleItem();
    }

    private double Score() => ReaderLoader.Load(reader.Folder, ReadingTown.Vocabulary, _folder).Reader.Read(Message).RequestScore;
}
