using ChatGrid.Understanding;

namespace ChatGrid.Tests.Understanding;

/// <summary>The reader of the shipped files, learned once for all tests of reading.</summary>
public sealed class LoadedReaderFixture
{
    public LoadedReaderFixture()
    {
        Folder = Path.Combine(Root(), "dialogs", "understanding");
        Loaded = ReaderLoader.Load(Folder, ReadingTown.Vocabulary);
    }

    public string Folder { get; }

    public LoadedReader Loaded { get; }

    public Reading Read(string text, SenderRole role = SenderRole.Resident) =>
        Loaded.Reader.Read(new MessageToRead(text, role, Now: new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8))));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "dialogs"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("no dialogs folder above the tests");
    }
}

/// <summary>Tests that share the one reader.</summary>
[CollectionDefinition(Name)]
public sealed class SharedReader : ICollectionFixture<LoadedReaderFixture>
{
    public const string Name = "reading";
}
