using ChatGrid.Conversations;

namespace ChatGrid.Rehearsal;

/// <summary>The first difference between a talk and what happened.</summary>
public sealed record TalkDifference(int Line, string Text);

/// <summary>Plays a talk on the whole program: people's lines go in as a channel would bring them, what the bot says is held against the file.</summary>
public sealed class TalkPlayer(RehearsalData data, string databaseFile) : IAsyncDisposable
{
    private readonly TurnedClock _clock = new();
    private readonly RehearsalChannel _channel = new();
    private readonly HashSet<string> _spoken = [];
    private readonly Dictionary<(Address Chat, string Person), (string Key, string Text)> _last = [];
    private RehearsalHost? _host;
    private Address _group;
    private bool _strict = true;
    private int _mark;
    private int _count;
    private Inbound? _lastInbound;

    /// <returns>The first difference, or null when all went as the talk says.</returns>
    public async Task<TalkDifference?> PlayAsync(IReadOnlyList<TalkLine> talk)
    {
        try
        {
            await StartAsync(talk);
            for (var i = 0; i < talk.Count; i++)
            {
                var sameBreathFollows = i + 1 < talk.Count && talk[i + 1] is TalkLine.Says { SameBreath: true } or TalkLine.Sends { SameBreath: true };
                await DoAsync(talk[i], sameBreathFollows);
            }
            if (talk.Count > 0) CheckAllListed(talk[^1].Number);
            return null;
        }
        catch (TalkDifferenceException e)
        {
            return new(e.Line, e.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }

    private async Task StartAsync(IReadOnlyList<TalkLine> talk)
    {
        var now = talk.OfType<TalkLine.Now>().FirstOrDefault() ?? throw new TalkDifferenceException(1, "the talk has no 'now:' line");
        _clock.Now = ToUtc(now.Local);
        _host = await RehearsalHost.StartAsync(data, databaseFile, _clock, _channel);
    }

    private async Task DoAsync(TalkLine line, bool breathGoesOn)
    {
        switch (line)
        {
            case TalkLine.Now now when _count == 0: _clock.Now = ToUtc(now.Local); break;
            case TalkLine.In place: _group = GroupOf(place); break;
            case TalkLine.Mode mode: _strict = mode.Strict; break;
            case TalkLine.Says says: await SayAsync(says, breathGoesOn); break;
            case TalkLine.Taps taps: await TapAsync(taps); break;
            case TalkLine.Sends sends: await SendAsync(sends, breathGoesOn); break;
            case TalkLine.Again: Mark(line.Number); await DeliverAsync(_lastInbound ?? throw new TalkDifferenceException(line.Number, "nobody has said anything yet"), false); break;
            case TalkLine.Restart: await RestartAsync(); break;
            case TalkLine.Turn turn: await TurnAsync(turn); break;
            case TalkLine.Bot bot: CheckBot(bot); break;
            default: await new TalkChecks(_host!, _channel, _mark).CheckAsync(line); break;
        }
    }

    private async Task SayAsync(TalkLine.Says says, bool breathGoesOn)
    {
        var chat = ChatOf(says.Number, says.Person, says.Private);
        var quote = says.Quotes is null ? null : QuoteOf(says.Number, chat, says.Quotes);
        if (!says.SameBreath) Mark(says.Number);
        await DeliverAsync(New(says.Person, chat) with { Text = says.Text, Quote = quote }, breathGoesOn);
    }

    private async Task TapAsync(TalkLine.Taps taps)
    {
        var chat = ChatOf(taps.Number, taps.Person, taps.Private);
        var button = _channel.Button(chat, taps.Label) ?? throw new TalkDifferenceException(taps.Number, $"no card in this chat offers '{taps.Label}'");
        Mark(taps.Number);
        await DeliverAsync(New(taps.Person, chat) with { Kind = InboundKind.Action, Action = button.Action }, false);
    }

    private async Task SendAsync(TalkLine.Sends sends, bool breathGoesOn)
    {
        var chat = ChatOf(sends.Number, sends.Person, sends.Private);
        var last = _last.GetValueOrDefault((chat, sends.Person));
        if (sends.What == "recall" && last.Key is null) throw new TalkDifferenceException(sends.Number, $"{sends.Person} has nothing to take back here");
        if (!sends.SameBreath) Mark(sends.Number);
        var inbound = New(sends.Person, chat);
        await DeliverAsync(sends.What switch
        {
            "recall" => inbound with { Kind = InboundKind.Recall, MessageKey = last.Key! },
            "voice" => inbound with { Text = sends.Argument, Media = [new("voice", $"/media/{inbound.MessageKey}.amr", "voice.amr", sends.Argument)] },
            "location" => inbound with { Media = [new("location", $"geo:{sends.Argument}", sends.Argument)] },
            _ => inbound with { Media = [new("image", $"/media/{inbound.MessageKey}.jpg", "photo.jpg")] },
        }, breathGoesOn);
    }

    private async Task DeliverAsync(Inbound inbound, bool breathGoesOn)
    {
        _lastInbound = inbound;
        if (inbound.Kind == InboundKind.Message) _last[(inbound.Conversation, inbound.Sender.Name)] = (inbound.MessageKey, inbound.Text);
        var answer = await _host!.Turns.ReceiveAsync(inbound);
        if (answer.Card is { } card) _channel.Cards[(inbound.Conversation, card.Id)] = card;
        if (answer.Toast is { } toast) _channel.Said.Add(new(inbound.Conversation, toast, null, inbound.DedupKey, inbound.Sender.Name));
        if (!breathGoesOn) await _host.States.EndAllBreathsAsync(CancellationToken.None);
        await _host.DrainAsync();
    }

    private async Task RestartAsync()
    {
        await _host!.DisposeAsync();
        _host = await RehearsalHost.StartAsync(data, databaseFile, _clock, _channel);
    }

    // Moment by moment: whatever falls due on the way happens at its own time, the moment turned to included.
    private async Task TurnAsync(TalkLine.Turn turn)
    {
        Mark(turn.Number);
        var target = _clock.Now + turn.By;
        for (var stuck = 0; stuck < 50 && await _host!.NextDueAsync() is { } next && next <= target;)
        {
            stuck = next <= _clock.Now ? stuck + 1 : 0;
            if (next > _clock.Now) _clock.Now = next;
            await _host.TickAsync();
        }
        _clock.Now = target;
        await _host!.TickAsync();
    }

    private void Mark(int line)
    {
        CheckAllListed(line);
        _mark = _channel.Said.Count;
    }

    private void CheckAllListed(int line)
    {
        if (_strict && _channel.Said.Skip(_mark).FirstOrDefault(m => !m.Used && m.ToastFor is null) is { } extra)
            throw new TalkDifferenceException(line, $"the bot also said {Where(extra)}: {extra.Shown}");
    }

    private void CheckBot(TalkLine.Bot bot)
    {
        var chat = bot.Person is null ? _group : ChatOf(bot.Number, bot.Person, true);
        var here = _channel.Said.Skip(_mark).Where(m => (bot.Person is not null && m.ToastFor == bot.Person) || (m.To == chat && (bot.Person is null || m.ToastFor is null))).ToList();
        var from = here.FindLastIndex(m => m.Used) + 1;
        if (here.Skip(from).FirstOrDefault(m => RehearsalChannel.Meets(m.Shown, bot.Pattern)) is { } met) { met.Used = true; return; }
        var said = here.Count == 0 ? "the bot said nothing there" : "the bot said there: " + string.Join(" | ", here.Select(m => m.Shown.ReplaceLineEndings(" ")));
        throw new TalkDifferenceException(bot.Number, $"expected '{bot.Pattern}', {said}");
    }

    private static string Where(BotMessage message) => message.To.IsGroup ? $"in {message.To.Id}" : $"to {message.To.Id}";

    private Inbound New(string person, Address chat)
    {
        var key = $"line-{++_count}";
        var known = data.Town.PersonByName(person);
        _spoken.Add(person);
        return new() { DedupKey = key, MessageKey = key, ReplyTo = key, Conversation = chat, Sender = new(known?.Id ?? person, person), At = _clock.Now };
    }

    private Address ChatOf(int line, string person, bool isPrivate)
    {
        if (!isPrivate) return _group.Id is null ? throw new TalkDifferenceException(line, "no 'in:' line yet") : _group;
        if (data.Town.PersonByName(person) is { } known) return Address.Private(RehearsalChannel.Name, known.Id);
        return _spoken.Contains(person) ? Address.Private(RehearsalChannel.Name, person) : throw new TalkDifferenceException(line, $"{person} is not in the town's list and has not spoken in a group");
    }

    private Quoted QuoteOf(int line, Address chat, string whom)
    {
        if (whom == "bot")
        {
            var last = _channel.Said.LastOrDefault(m => m.To == chat && m.ToastFor is null) ?? throw new TalkDifferenceException(line, "the bot has said nothing here yet");
            return new(last.Key, "小格", last.Shown);
        }
        return _last.TryGetValue((chat, whom), out var said) ? new(said.Key, whom, said.Text) : throw new TalkDifferenceException(line, $"{whom} has said nothing here yet");
    }

    private Address GroupOf(TalkLine.In place)
    {
        var grid = data.Town.GridByName(place.Grid) ?? data.Town.Grids.FirstOrDefault(g => g.GroupName == place.Grid)
            ?? throw new TalkDifferenceException(place.Number, $"there is no grid '{place.Grid}'");
        return grid.Groups.Count > 0 ? Address.Parse(grid.Groups[0]) : throw new TalkDifferenceException(place.Number, $"{place.Grid} has no group chat");
    }

    private DateTimeOffset ToUtc(DateTime local) => new DateTimeOffset(local, data.Town.Zone.GetUtcOffset(local)).ToUniversalTime();
}

/// <summary>Ends the playing of a talk at its first difference.</summary>
public sealed class TalkDifferenceException(int line, string text) : Exception(text)
{
    public int Line => line;
}
