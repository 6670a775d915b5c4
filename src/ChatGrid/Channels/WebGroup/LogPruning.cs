using System.Data.Common;
using ChatGrid.Storage;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Deletes what the chat keeps no longer: old lines of the log and old photos.</summary>
public sealed partial class LogPruning(Database database, ActivityStore store, PhotoAlbum album, WebGroupOptions options, TimeProvider clock, ILogger<LogPruning> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public async Task PruneAsync()
    {
        var now = clock.GetUtcNow();
        await database.WriteAsync(s => store.PruneAsync(s, now - TimeSpan.FromDays(options.LogDays)));
        await album.PruneAsync(now - TimeSpan.FromDays(options.PhotoDays));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryAsync();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task TryAsync()
    {
        try
        {
            await PruneAsync();
        }
        catch (Exception e) when (e is DbException or IOException)
        {
            NotPruned(logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The chat's old lines could not be deleted; it is tried again in an hour.")]
    private static partial void NotPruned(ILogger logger, Exception error);
}
