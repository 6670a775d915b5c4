using System.Net;
using ChatGrid.Channels.WebGroup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatGrid.Tests.Channels.WebGroup;

/// <summary>Who is let in where: the demo's door, photos, settings.</summary>
public sealed class DoorTests : IAsyncLifetime
{
    private static readonly byte[] Jpeg = Convert.FromHexString("FFD8FFE000104A46494600010100000100010000FFDA0008010100003F00D2CF20FFD9");
    private ChatServer _server = null!;

    public async Task InitializeAsync() => _server = await ChatServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("/g/tongxin-1/session", "Host", "evil.example")]
    [InlineData("/G/tongxin-1/session", "Host", "evil.example")]
    [InlineData("/%67/tongxin-1/session", "Host", "evil.example")]
    [InlineData("/g/tongxin-1/session", "X-Forwarded-For", "203.0.113.7")]
    [InlineData("/g/tongxin-1/session", "Forwarded", "for=203.0.113.7")]
    public async Task The_demo_lets_nobody_in_from_elsewhere(string path, string header, string value)
    {
        using var response = await _server.SendAsync(HttpMethod.Post, path, null, """{"as":"袁玉芬"}""", (header, value));
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_ticket_s_photo_is_shown_to_who_does_the_work_and_not_to_other_residents()
    {
        var photo = await _server.Services.GetRequiredService<PhotoAlbum>().KeepAsync(ChatServer.Group, "a.jpg", PhotoKind.Jpeg, Jpeg);
        foreach (var (person, conversation, status) in new[]
        {
            ("袁玉芬", ChatServer.Group, HttpStatusCode.OK),
            ("肖卫", "private", HttpStatusCode.OK),
            ("冯志豪", "private", HttpStatusCode.OK),
            ("小唐", "private", HttpStatusCode.Forbidden),
            ("w_nickname", "private", HttpStatusCode.Forbidden),
        })
        {
            var client = await _server.ClientAsync(person, conversation);
            using var response = await _server.SendAsync(HttpMethod.Get, $"{photo.Url}?t={client.Token}");
            response.StatusCode.ShouldBe(status, person);
        }
    }

    [Theory]
    [InlineData("LogDay", "7", "'LogDay'")]
    [InlineData("LogDays", "many", "LogDays")]
    public void A_setting_that_is_misspelt_or_of_the_wrong_kind_is_named(string key, string value, string says)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"{WebGroupOptions.Section}:{key}", value)]).Build();
        var problem = Should.Throw<InvalidDataException>(() => WebGroupOptions.Read(configuration, true, false)).Message;
        problem.ShouldContain(says);
        problem.ShouldContain("config/appsettings.json");
    }
}
