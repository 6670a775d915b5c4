namespace ChatGrid.Grids;

/// <summary>Registers the watch over <c>config/</c> and <c>dialogs/</c>; the books it refills are registered by <c>Program.cs</c>, which has loaded them.</summary>
public static class GridsSetup
{
    /// <param name="reloaders">In the order in which they shall run: the town before what is made from it.</param>
    public static IServiceCollection AddReloading(this IServiceCollection services, Func<IServiceProvider, IEnumerable<Reloader>> reloaders) => services
        .AddSingleton<ReloadState>()
        .AddSingleton(s => new ReloadRound(reloaders(s), s.GetRequiredService<ReloadState>(), s.GetRequiredService<ILogger<ReloadRound>>()))
        .AddHostedService<ConfigWatcher>();
}
