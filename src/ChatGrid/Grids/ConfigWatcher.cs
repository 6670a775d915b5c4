using System.Threading.Channels;

namespace ChatGrid.Grids;

/// <summary>Watches <c>config/</c> and <c>dialogs/</c> while the program runs and has read anew what was edited.</summary>
public sealed partial class ConfigWatcher(ReloadRound round, TimeProvider clock, ILogger<ConfigWatcher> logger) : BackgroundService
{
    /// <summary>How long the files must be at rest, so that a half-written one is not read.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);
    /// <summary>How often it looks by itself, where the system tells nothing (network folders, too many watches).</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> _told = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watchers = round.Folders.Select(Watch).OfType<FileSystemWatcher>().ToList();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                if (!round.HasChanges())
                {
                    await ToldOrPollAsync(stoppingToken);
                    continue;
                }
                await RestAsync(stoppingToken);
                round.Run();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
        finally
        {
            watchers.ForEach(watcher => watcher.Dispose());
        }
    }

    private async Task ToldOrPollAsync(CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(_told.Reader.WaitToReadAsync(either.Token).AsTask(), Task.Delay(Poll, clock, either.Token));
        await either.CancelAsync();
        _told.Reader.TryRead(out _);
        stop.ThrowIfCancellationRequested();
    }

    private async Task RestAsync(CancellationToken stop)
    {
        for (int? last = null, now = round.Stamp(); last != now; (last, now) = (now, round.Stamp())) await Task.Delay(Rest, clock, stop);
    }

    private FileSystemWatcher? Watch(string folder)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            watcher.Changed += (_, _) => Tell();
            watcher.Created += (_, _) => Tell();
            watcher.Deleted += (_, _) => Tell();
            watcher.Renamed += (_, _) => Tell();
            watcher.Error += (_, _) => Tell();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
        {
            watcher?.Dispose();
            LogPollOnly(folder, error.Message);
            return null;
        }
    }

    private void Tell() => _told.Writer.TryWrite(true);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The system does not tell of changes in {Folder} ({Reason}); it is looked at every few seconds instead")]
    private partial void LogPollOnly(string folder, string reason);
}
