using System.Text.RegularExpressions;
using ChatGrid.Tests.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace ChatGrid.Tests.Browser;

/// <summary>Three people live story 01 in three browser contexts, on the program as it runs for a town.</summary>
public sealed class StoryInBrowserTests : IAsyncLifetime
{
    private static readonly string[] ChromiumArgs = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    private readonly string _data = Directory.CreateTempSubdirectory("chatgrid-browser-").FullName;
    private readonly List<string> _errors = [];
    private WebApplication _app = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;
    private string _address = "";

    public async Task InitializeAsync()
    {
        _app = WebProgram.Build(["--data", _data, "--config", Repository.Folders.Config, "--dialogs", Repository.Folders.Dialogs, "--environment", "Development", "--urls", "http://127.0.0.1:0"]);
        await WebProgram.PrepareAsync(_app);
        await _app.StartAsync();
        _address = _app.Urls.First();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ChromiumArgs });
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Burst_pipe_from_the_first_line_to_satisfied()
    {
        var yuan = await OpenAsync("袁玉芬", 390, 844);
        var xiao = await OpenAsync("肖卫", 390, 844);
        var feng = await OpenAsync("冯志豪", 1280, 800);

        await SayAsync(xiao, "早上好呀大家");
        await SeesAsync(yuan, "早上好呀大家");
        await SayAsync(yuan, "2号楼301水管爆了，水到处流，快来人帮帮忙！");
        await SeesAsync(yuan, "供水维修");
        await SeesAsync(feng, "急！1号单");
        await TapAsync(xiao, "接单");
        await SeesAsync(yuan, "1号单肖卫接了");
        (await yuan.GetByText("volunteer").CountAsync()).ShouldBe(0, "the page speaks Chinese in any browser");
        await Assertions.Expect(feng.GetByTestId("pane-private").GetByTestId("card-button").GetByText("接单", new() { Exact = true })).ToHaveCountAsync(0);
        await SayAsync(xiao, "完成，总闸关了，管子换好了");
        await SeesAsync(yuan, "解决了吗");
        await TapAsync(yuan, "解决");
        await TapAsync(yuan, "满意");
        await SeesAsync(yuan, "谢谢！");
        await ShootAsync(yuan, "story-phone");
        await ShootAsync(feng, "story-desktop");

        await feng.GotoAsync($"{_address}/desk/tickets/1");
        await Assertions.Expect(feng.Locator("ol.line")).ToContainTextAsync("满意");
        await ShootAsync(feng, "desk-ticket");
        _errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hostile_line_stays_text_and_the_page_speaks_Chinese_to_everybody()
    {
        var yuan = await OpenAsync("袁玉芬", 390, 844);
        var xiao = await OpenAsync("肖卫", 390, 844);
        await SayAsync(yuan, "<img src=x onerror=document.title='hit'> '; DROP TABLE tickets;--");
        await SeesAsync(xiao, "DROP TABLE tickets");
        (await xiao.TitleAsync()).ShouldNotBe("hit");
        await Assertions.Expect(xiao.GetByTestId("send")).ToHaveTextAsync("发送");
    }

    private async Task<IPage> OpenAsync(string person, int width, int height)
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "en-US" });
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => _errors.Add($"{person}: {error}");
        await page.GotoAsync($"{_address}/g/tongxin-1?as={Uri.EscapeDataString(person)}");
        await page.Locator(".pane-group[data-state=live]").WaitForAsync();
        return page;
    }

    private static async Task SayAsync(IPage page, string text)
    {
        await page.GetByTestId("composer").FillAsync(text);
        await page.GetByTestId("send").ClickAsync();
    }

    private static Task SeesAsync(IPage page, string text) => Assertions.Expect(page.Locator("body")).ToContainTextAsync(text, new() { Timeout = 20_000 });

    private static Task TapAsync(IPage page, string label) =>
        page.GetByTestId("pane-group").GetByTestId("card-button").Filter(new() { HasTextRegex = new Regex($"^{label}$") }).Last.ClickAsync();

    private static Task<byte[]> ShootAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "tests", "output", name + ".png") });
}
