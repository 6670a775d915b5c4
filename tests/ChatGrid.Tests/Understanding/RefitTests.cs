using ChatGrid.Understanding;

namespace ChatGrid.Tests.Understanding;

[Collection(SharedReader.Name)]
public sealed class RefitTests(LoadedReaderFixture reader)
{
    [Fact]
    public void What_gridworkers_corrected_is_learned_in_any_order()
    {
        var loader = new ReaderLoader(reader.Folder, ReadingTown.Vocabulary);
        LearnedLine[] learned =
        [
            new("井房那边又在冒泡了", "供水维修", MessageKind.Report), new("井房冒泡了来看看", "供水维修", MessageKind.Report),
            new("井房的泡越来越大", "供水维修", MessageKind.Report)
        ];
        var first = loader.Refit(reader.Loaded, learned);
        var second = loader.Refit(reader.Loaded, [.. learned.Reverse()]);
        var message = new MessageToRead("井房又冒泡了");
        first.ShouldNotBeNull();
        first.Reader.Read(message).Item.ShouldBe("供水维修");
        second!.Reader.Read(message).RequestScore.ShouldBe(first.Reader.Read(message).RequestScore);
    }

    [Fact]
    public void A_model_that_reads_the_regression_sentences_worse_is_refused()
    {
        var poison = Directory.GetFiles(Path.Combine(reader.Folder, "lines"), "requests-*.txt").SelectMany(File.ReadLines)
            .Where(line => line.Length > 0 && line[0] is not ('#' or '[')).Select(line => new LearnedLine(line, null, MessageKind.Chat)).ToList();
        new ReaderLoader(reader.Folder, ReadingTown.Vocabulary).Refit(reader.Loaded, poison).ShouldBeNull();
    }

    [Fact]
    public void Mistakes_in_the_files_are_reported_with_file_and_line()
    {
        var folder = Directory.CreateTempSubdirectory("reading").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "lines"));
        File.WriteAllText(Path.Combine(folder, "lines", "a.txt"), "# x\n[供水维修 | report]\n没水了\n[没有这个事项 | report]\n哦\n[chat | 分=3]\n好\n");
        File.WriteAllText(Path.Combine(folder, "times.txt"), "[日]\n今天=零\n");
        File.WriteAllText(Path.Combine(folder, "homophones.txt"), "[x]\n睡=水管\n");
        File.WriteAllText(Path.Combine(folder, "catalogue.txt"), "[城乡建设]\n停水\n");
        File.WriteAllText(Path.Combine(folder, "tuning.txt"), "RequestBar = viel\n");
        var loaded = ReaderLoader.Load(folder, ReadingTown.Vocabulary);
        loaded.Problems.Select(problem => (problem.File, problem.Line)).ShouldBe(
            [("homophones.txt", 2), ("times.txt", 2), ("a.txt", 5), ("a.txt", 7), ("catalogue.txt", 2), ("tuning.txt", 1)], true);
        loaded.Reader.Read(new MessageToRead("没水了")).ShouldNotBeNull();
        Directory.Delete(folder, true);
    }

    [Fact]
    public void An_empty_folder_still_makes_a_reader()
    {
        var folder = Directory.CreateTempSubdirectory("reading").FullName;
        ReaderLoader.Load(folder, new Vocabulary([], [], [])).Reader.Read(new MessageToRead("3号楼没水了")).Place.ShouldBe("3号楼");
        Directory.Delete(folder, true);
    }
}
