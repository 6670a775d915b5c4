namespace ChatGrid.Storage;

/// <summary>Another transaction changed the row since it was read; the whole work is run again.</summary>
public sealed class ConflictException(string what) : Exception($"Another transaction changed {what} first.");
