using System.Threading.Channels;
using ChatGrid.Grids;
using ChatGrid.Storage;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>Says that somebody has decided about a reading, so that the fitting need not wait for the next look.</summary>
public sealed class LearningSignal
{
    private readonly Channel<bool> _told = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Tell() => _told.Writer.TryWrite(true);

    /// <summary>Returns when told, or after a while.</summary>
    public async Task ToldOrAsync(Task otherwise, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(_told.Reader.WaitToReadAsync(either.Token).AsTask(), otherwise);
        await either.CancelAsync();
        _told.Reader.TryRead(out _);
        stop.ThrowIfCancellationRequested();
    }
}

/// <summary>Fits the reader in the background to everything that people have decided, once they are at rest: at the start, after a decision here,
/// and after one on another replica.</summary>
public sealed partial class LearningLoop(Database database, CorrectionStore corrections, ReaderFitting fitting, TownBook towns, LearningSignal signal,
    LearningTime time) : BackgroundService
{
    /// <summary>So long nobody must have decided anything: one fitting for a row of taps.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);
    /// <summary>How often it looks for what other replicas have stored.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromMinutes(1);

    private long _fitted;

    /// <summary>Fits if there is anything new that has come to rest.</summary>
    /// <returns>True when the reader was fitted.</returns>
    public async Task<bool> FitAsync(CancellationToken stop)
    {
        if (await CountAsync(stop) is var count && count == _fitted) return false;
        var rows = await database.ReadAsync(corrections.NewestAsync, stop);
        var fitted = await Task.Run(() => fitting.Fit(towns.Now.Vocabulary(), Corrections.AsLines(rows)), stop);
        _fitted = count;
        if (fitted.Problems.Count > 0) FilesBroken(time.Logger, fitted.Problems.Count);
        else if (fitted.Refused > 0) DecisionsRefused(time.Logger, fitted.Refused, fitted.Learned);
        else DecisionsLearned(time.Logger, fitted.Learned);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await TryAsync(FitAsync, stoppingToken);
                await signal.ToldOrAsync(Task.Delay(Poll, time.Clock, stoppingToken), stoppingToken);
                await TryAsync(RestAsync, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await work(stop);
        }
#pragma warning disable CA1031 // The database may be away, a file be written just now: the reader stays as it is, and it is tried at the next look.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            FittingFailed(time.Logger, e);
        }
    }

    private async Task RestAsync(CancellationToken stop)
    {
        if (await CountAsync(stop) == _fitted) return;
        for (long? last = null, now = await CountAsync(stop); last != now; (last, now) = (now, await CountAsync(stop))) await Task.Delay(Rest, time.Clock, stop);
    }

    private Task<long> CountAsync(CancellationToken stop) => database.ReadAsync(corrections.CountAsync, stop);

    [LoggerMessage(Level = LogLevel.Information, Message = "The reading has learned from {Count} decisions.")]
    private static partial void DecisionsLearned(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "With the newest {Refused} decisions the reading would do worse on dialogs/understanding/regression.txt: they are left out, {Count} are learned.")]
    private static partial void DecisionsRefused(ILogger logger, int refused, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "dialogs/understanding has {Count} problems; what was decided is learned once they are mended.")]
    private static partial void FilesBroken(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The reading could not be fitted; it stays as it is and is tried again.")]
    private static partial void FittingFailed(ILogger logger, Exception error);
}

/// <summary>The loop's clock and log.</summary>
public sealed record LearningTime(TimeProvider Clock, ILogger<LearningLoop> Logger);
