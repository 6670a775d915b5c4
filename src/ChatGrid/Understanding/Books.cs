namespace ChatGrid.Understanding;

/// <summary>Holds the reader as it is now; a refit or an edited file swaps it whole.</summary>
public sealed class ReaderBook(Reader reader)
{
    private volatile Reader _reader = reader;
    public Reader Now => _reader;
    public void Replace(Reader reader) => _reader = reader;
}

/// <summary>Holds the command words as they are now.</summary>
public sealed class CommandBook(CommandReader reader)
{
    private volatile CommandReader _reader = reader;
    public CommandReader Now => _reader;
    public void Replace(CommandReader reader) => _reader = reader;
}
