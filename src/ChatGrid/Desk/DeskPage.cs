using System.Globalization;
using System.Net;
using System.Text;
using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Storage;
using ChatGrid.Tickets;

namespace ChatGrid.Desk;

/// <summary>What the desk page reads.</summary>
public sealed record DeskStores(TicketStore Tickets, TicketEventStore Events, UnsureStore Unsure, OutboxStore Outbox);

/// <summary>The staff page: open tickets with lamp and owner, a ticket's timeline, unsure readings, what could not be sent, what is broken in the files.</summary>
public sealed class DeskPage(Database database, DeskStores stores, TownBook towns, ReloadState reloads, DeskAccess access, TimeProvider clock)
{
    private static readonly string[] States = ["待接单", "已接单", "待确认", "办结", "挂起", "撤销"];
    private static readonly string[] Tiers = ["", "一般", "复杂", "重大"];
    /// <summary>What each <see cref="TicketEventKind"/> is called.</summary>
    internal static readonly string[] Kinds =
    [
        "开单", "接单", "退单", "转单", "到场", "办好", "居民答复", "评价", "重办", "撤单", "同求", "补充", "改事项",
        "提醒", "扩大范围", "转网格员", "询问", "收回", "逾期", "催单", "吹哨", "报到", "反馈", "挂起", "恢复", "未评价结单", "撤回", "一户撤单",
    ];

    public async Task<string> ListAsync()
    {
        var (tickets, unsure, outbox) = await database.ReadAsync(async s =>
            (await stores.Tickets.OpenAsync(s, 300), await stores.Unsure.AllAsync(s, 50), await stores.Outbox.OpenAsync(s, 50)));
        var page = new StringBuilder();
        Broken(page);
        page.Append("<h2>在办的单（").Append(tickets.Count).Append("）</h2>");
        if (tickets.Count == 0) page.Append("<p class=none>现在没有在办的单。</p>");
        else Tickets(page, tickets);
        page.Append("<h2>拿不准的话（").Append(unsure.Count).Append("）</h2>");
        if (unsure.Count == 0) page.Append("<p class=none>没有。</p>");
        foreach (var line in unsure) page.Append("<p class=row>").Append(Local(line.SaidAt)).Append(' ').Append(Safe(line.Name)).Append('：').Append(Safe(line.Text)).Append(" <em>").Append(Safe(line.Item)).Append("？</em></p>");
        Outbox(page, outbox);
        Codes(page);
        return Frame("网格工作台", page.ToString());
    }

    public async Task<string?> TicketAsync(int number)
    {
        var found = await database.ReadAsync(async s => await stores.Tickets.ByNumberAsync(s, number) is { } t ? (Ticket: t, Events: await stores.Events.OfTicketAsync(s, t.Id)) : default);
        if (found.Ticket is not { } ticket) return null;
        var page = new StringBuilder("<p><a href=/desk>← 返回</a></p><h2>").Append(ticket.Number).Append("号单 ").Append(Safe(ticket.Item)).Append("</h2><dl>");
        void Row(string name, string? value) => page.Append("<dt>").Append(name).Append("</dt><dd>").Append(Safe(value ?? "—")).Append("</dd>");
        Row("状态", $"{States[(int)ticket.State]}{(ticket.Emergency ? "，紧急" : "")}，{Tiers[(int)ticket.Tier]}");
        Row("在哪", ticket.Place);
        Row("谁报的", ticket.RequesterName + (ticket.People > 1 ? $" 等{ticket.People}人" : ""));
        Row("负责", towns.Now.NameOf(ticket.OwnerId));
        Row("在办", ticket.ClaimerId is null ? null : towns.Now.NameOf(ticket.ClaimerId));
        Row("最晚", Local(ticket.DueAt));
        Row("原话", ticket.Text);
        page.Append("</dl><h2>经过</h2><ol class=line>");
        foreach (var happened in found.Events)
        {
            page.Append("<li><time>").Append(Local(happened.At)).Append("</time> <b>").Append(Kinds[(int)happened.Kind]).Append("</b> ").Append(happened.Person == TicketEvent.Clock ? "到点" : Safe(towns.Now.NameOf(happened.Person)))
                .Append(' ').Append(Safe(happened.Person == TicketEvent.Clock ? "" : happened.Detail)).Append("</li>");
        }
        return Frame($"{ticket.Number}号单", page.Append("</ol>").ToString());
    }

    public string SignIn(bool wrong) => Frame("网格工作台", $"""
        <form method=post action=/desk/sign-in class=sign><h2>请输入密码</h2>{(wrong ? "<p class=warn>密码不对，请再试；试错多次要等半分钟。</p>" : "")}
        <input type=password name=password autofocus aria-label=密码><button>进入</button></form>
        """);

    public static string Frame(string title, string body) => $"""
        <!doctype html><html lang=zh-CN><head><meta charset=utf-8><meta name=viewport content="width=device-width, initial-scale=1"><title>{Safe(title)}</title>
        <link rel=stylesheet href=/desk/desk.css></head><body><header><h1>{Safe(title)}</h1></header><main>{body}</main></body></html>
        """;

    private void Tickets(StringBuilder page, IReadOnlyList<Ticket> tickets)
    {
        page.Append("<table><thead><tr><th></th><th>单号</th><th>事项</th><th>在哪</th><th>状态</th><th>负责</th><th>在办</th><th>最晚</th></tr></thead><tbody>");
        foreach (var t in tickets)
        {
            page.Append("<tr><td><i class=\"lamp ").Append(Lamp(t)).Append("\" title=\"").Append(LampName(t)).Append("\"></i></td><td><a href=/desk/tickets/").Append(t.Number).Append('>').Append(t.Number).Append("</a></td><td>")
                .Append(Safe(t.Item)).Append(t.Emergency ? " <b class=warn>急</b>" : "").Append("</td><td>").Append(Safe(t.Place ?? "待问")).Append("</td><td>").Append(States[(int)t.State]).Append(' ').Append(Tiers[(int)t.Tier])
                .Append("</td><td>").Append(Safe(towns.Now.NameOf(t.OwnerId))).Append("</td><td>").Append(t.ClaimerId is null ? "—" : Safe(towns.Now.NameOf(t.ClaimerId))).Append("</td><td>").Append(Local(t.DueAt)).Append("</td></tr>");
        }
        page.Append("</tbody></table>");
    }

    private void Outbox(StringBuilder page, IReadOnlyList<OutboxRow> outbox)
    {
        page.Append("<h2>还没发的消息（").Append(outbox.Count).Append("）</h2>");
        if (outbox.Count == 0) page.Append("<p class=none>没有，都发出去了。</p>");
        foreach (var row in outbox)
        {
            page.Append("<div class=row>").Append(Standing(row)).Append("，给").Append(Safe(Receiver(row))).Append(' ').Append(Safe(row.Problem ?? ""));
            if (row.State == OutboxState.Dead) page.Append("<form method=post action=/desk/outbox/").Append(row.Position).Append("/retry>").Append(Token()).Append("<button>再发一次</button></form>");
            page.Append("</div>");
        }
    }

    private string Standing(OutboxRow row) => row.State == OutboxState.Dead ? $"<b class=warn>发不出</b>，试过{row.Attempts}次"
        : row.Attempts > 0 ? $"没发成，试过{row.Attempts}次，{Local(row.DueAt)}再发" : row.DueAt > clock.GetUtcNow() ? $"{Local(row.DueAt)}发" : "正在发";

    private string Receiver(OutboxRow row)
    {
        var to = Address.Parse(row.Conversation);
        return !to.IsGroup ? towns.Now.NameOf(to.Id) : towns.Now.GridOfGroup(row.Conversation)?.GroupName ?? to.Id;
    }

    private void Codes(StringBuilder page)
    {
        page.Append("<h2>绑定码</h2><form method=post action=/desk/codes>").Append(Token()).Append("<select name=person aria-label=给谁>");
        foreach (var person in towns.Now.People.Where(p => p.IsStaff || p.Is(Role.Volunteer))) page.Append("<option value=\"").Append(Safe(person.Id)).Append("\">").Append(Safe(person.Name)).Append("</option>");
        page.Append("</select> <button>生成绑定码</button></form><p class=none>本人在群聊页「设置」里输入，24小时内有效，只能用一次。</p>");
    }

    private void Broken(StringBuilder page)
    {
        foreach (var part in reloads.Broken)
        {
            page.Append("<div class=broken><b>改坏了，还在用旧的：</b>").Append(Safe(part.Name)).Append("<ul>");
            foreach (var problem in part.Problems.Take(10)) page.Append("<li>").Append(Safe(problem.ToString())).Append("</li>");
            page.Append("</ul></div>");
        }
    }

    private string Token() => $"<input type=hidden name=token value={access.FormToken}>";

    private string Lamp(Ticket ticket)
    {
        var now = clock.GetUtcNow();
        if (ticket.State is TicketState.AwaitingConfirmation or TicketState.Suspended) return "grey";
        if (now >= ticket.DueAt || ticket.Reopened > 0) return "red";
        return now >= ticket.DueFrom + ((ticket.DueAt - ticket.DueFrom) * 0.8) || ticket.Emergency ? "yellow" : "green";
    }

    private string LampName(Ticket ticket) => Lamp(ticket) switch { "red" => "逾期或重办", "yellow" => "快到时间或紧急", "grey" => "等确认或挂起", _ => "正常" };

    private string Local(DateTimeOffset moment) => towns.Now.Local(moment).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
