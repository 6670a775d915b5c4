using System.Net;
using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Storage;

namespace ChatGrid.Desk;

/// <summary>Registers the staff page and maps its addresses.</summary>
public static class DeskSetup
{
    private const string Css = """
        :root{color-scheme:light dark;--bg:#f4f5f7;--card:#fff;--text:#1d2129;--soft:#86909c;--line:#e5e6eb;--accent:#1f6f43}
        @media(prefers-color-scheme:dark){:root{--bg:#17181a;--card:#232427;--text:#e8e8ea;--soft:#9a9da3;--line:#3a3b3f;--accent:#6fcf97}}
        *{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--text);font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
        header{background:var(--accent);color:#fff;padding:.8rem 1.2rem}h1{font-size:1.2rem;margin:0}h2{font-size:1.05rem;margin:1.4rem 0 .6rem}
        main{max-width:1100px;margin:0 auto;padding:.4rem 1rem 3rem}a{color:var(--accent)}table{width:100%;border-collapse:collapse;background:var(--card);border-radius:10px;overflow:hidden}
        th,td{text-align:left;padding:.55rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}th{color:var(--soft);font-weight:500;font-size:.9rem}
        .lamp{display:inline-block;width:.8rem;height:.8rem;border-radius:50%}.green{background:#27ae60}.yellow{background:#f2a600}.red{background:#e5484d}.grey{background:#a0a4ab}
        .row{background:var(--card);border-radius:10px;padding:.6rem .8rem;margin:.4rem 0;overflow-wrap:anywhere}.row form{display:inline;margin-left:.6rem}.none{color:var(--soft)}.warn{color:#d03a3f}
        .broken{background:#fdecec;color:#7a1f22;border-radius:10px;padding:.7rem 1rem;margin:.8rem 0}button,select,input{font:inherit;padding:.45rem .8rem;border-radius:8px;border:1px solid var(--line);background:var(--card);color:var(--text)}
        button{background:var(--accent);border-color:var(--accent);color:#fff;cursor:pointer}.sign{max-width:320px;margin:3rem auto}.sign input,.sign button{width:100%;margin:.3rem 0}
        dl{display:grid;grid-template-columns:5rem 1fr;gap:.3rem .8rem;background:var(--card);border-radius:10px;padding:.8rem 1rem}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
        .line{background:var(--card);border-radius:10px;padding:.8rem 1rem .8rem 2rem;margin:0}time{color:var(--soft)}.code{font-size:2rem;letter-spacing:.2em}
        @media(max-width:700px){thead{display:none}tr{display:grid;grid-template-columns:1.4rem 1fr 1fr;padding:.5rem .6rem;border-bottom:1px solid var(--line)}td{border:0;padding:.15rem .3rem}td:nth-child(8){grid-column:2/4;color:var(--soft)}}
        """;

    public static IServiceCollection AddDesk(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(DeskOptions.Read(configuration)).AddSingleton<DeskAccess>().AddSingleton<DeskStores>().AddSingleton<DeskPage>();

    public static void MapDesk(this WebApplication app)
    {
        app.MapGet("/desk/desk.css", () => Results.Text(Css, "text/css; charset=utf-8"));
        app.MapPost("/desk/sign-in", SignInAsync);
        var desk = app.MapGroup("/desk").AddEndpointFilter(LetInAsync);
        desk.MapGet("", async (DeskPage page) => Html(await page.ListAsync()));
        desk.MapGet("/tickets/{number:int}", async (int number, DeskPage page) => await page.TicketAsync(number) is { } html ? Html(html) : Html(DeskPage.Frame("没有这张单", "<p><a href=/desk>← 返回</a></p><p>没有这个单号，请看看号码。</p>"), 404));
        desk.MapPost("/outbox/{position:long}/retry", RetryAsync);
        desk.MapPost("/codes", CodeAsync);
        app.MapGet("/health/live", () => Results.Text("ok"));
        app.MapGet("/health/ready", async (Database database, OutboxStore outbox) => Results.Text($"ok {await database.ReadAsync(outbox.WaitingAsync)}"));
    }

    private static async ValueTask<object?> LetInAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var access = context.RequestServices.GetRequiredService<DeskAccess>();
        context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'";
        context.Response.Headers.CacheControl = "no-store";
        if (access.LetsIn(context)) return await next(invocation);
        return access.AsksPassword ? Html(context.RequestServices.GetRequiredService<DeskPage>().SignIn(wrong: false), 401)
            : Html(DeskPage.Frame("网格工作台", "<p>没有设密码，只能在本机打开。要从别处看，请在 config/appsettings.json 里设 ChatGrid:Desk:Password。</p>"), 403);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, DeskAccess access, DeskPage page)
    {
        if (!context.Request.HasFormContentType) return Results.BadRequest();
        var form = await context.Request.ReadFormAsync();
        return access.SignIn(context, form["password"]) ? Results.Redirect("/desk") : Html(page.SignIn(wrong: true), 401);
    }

    private static async Task<IResult> RetryAsync(HttpContext context, long position, DeskAccess access, Database database, OutboxStore outbox, TimeProvider clock)
    {
        if (!context.Request.HasFormContentType || !access.IsFormToken((await context.Request.ReadFormAsync())["token"])) return Results.StatusCode(403);
        await database.WriteAsync(s => outbox.ReviveAsync(s, position, clock.GetUtcNow()));
        return Results.Redirect("/desk");
    }

    private static async Task<IResult> CodeAsync(HttpContext context, DeskAccess access, BindingCodeMaker codes, TownBook towns)
    {
        if (!context.Request.HasFormContentType || !access.IsFormToken((await context.Request.ReadFormAsync())["token"])) return Results.StatusCode(403);
        if (towns.Now.PersonById(context.Request.Form["person"].ToString()) is not { } person) return Results.BadRequest();
        var code = await codes.Make(person.Id);
        return Html(DeskPage.Frame("绑定码", $"<p><a href=/desk>← 返回</a></p><p>给{WebUtility.HtmlEncode(person.Name)}的绑定码，24小时内有效，只显示这一次：</p><p class=code>{code}</p>"));
    }

    private static IResult Html(string html, int status = 200) => Results.Text(html, "text/html; charset=utf-8", System.Text.Encoding.UTF8, status);
}
