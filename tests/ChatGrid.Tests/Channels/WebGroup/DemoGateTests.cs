using System.Net;
using ChatGrid.Channels.WebGroup;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace ChatGrid.Tests.Channels.WebGroup;

/// <summary>Who gets into the demo from where.</summary>
public sealed class DemoGateTests
{
    private static readonly IConfiguration None = new ConfigurationBuilder().Build();
    private readonly DemoGate _alone = Gate(lan: false);
    private readonly DemoGate _lan = Gate(lan: true);

    [Theory]
    [InlineData("127.0.0.1", "localhost", true)]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("::1", "[::1]", true)]
    [InlineData("127.0.0.1", "evil.example", false)]
    [InlineData("192.168.1.7", "192.168.1.2", false)]
    [InlineData("192.168.1.7", "localhost", false)]
    public void Only_this_machine_under_its_own_name_gets_in_by_itself(string from, string host, bool allowed)
    {
        _alone.LetsIn(Request(from, host)).ShouldBe(allowed);
        _lan.LetsIn(Request(from, host)).ShouldBe(allowed);
    }

    [Fact]
    public void With_lan_the_printed_code_opens_a_browser()
    {
        var phone = Request("192.168.1.7", "192.168.1.2");
        _lan.Enter(phone, "00000000x").ShouldBeFalse();
        _lan.Enter(phone, _lan.Code).ShouldBeTrue();
        var next = Request("192.168.1.7", "192.168.1.2");
        next.Request.Headers.Cookie = phone.Response.Headers.SetCookie.ToString().Split(';')[0];
        _lan.LetsIn(next).ShouldBeTrue();
        _alone.LetsIn(next).ShouldBeFalse();
        Gate(lan: true).LetsIn(next).ShouldBeFalse("the next start has another code");
    }

    [Fact]
    public void The_code_cannot_be_guessed()
    {
        var phone = Request("192.168.1.7", "192.168.1.2");
        for (var i = 0; i < 10; i++) _lan.Enter(phone, "wrong").ShouldBeFalse();
        _lan.Enter(phone, _lan.Code).ShouldBeFalse();
        _lan.Enter(Request("192.168.1.8", "192.168.1.2"), _lan.Code).ShouldBeTrue();
        _alone.Enter(Request("192.168.1.8", "192.168.1.2"), _alone.Code).ShouldBeFalse();
    }

    private static DemoGate Gate(bool lan) =>
        new(WebGroupOptions.Read(None, true, lan), new("data", true, lan, None), SigningKey.Random(), TimeProvider.System);

    private static DefaultHttpContext Request(string from, string host)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        context.Request.Host = new(host);
        return context;
    }
}
