namespace ChatGrid.Understanding;

/// <summary>What people say to move a ticket or to ask the bot for something.</summary>
public enum Verb
{
    Claim, GiveBack, HandOver, Done, Arrived, Solved, PartlySolved, NotSolved, Satisfied, MostlySatisfied, Dissatisfied,
    Withdraw, NotARequest, MeToo, Help, MyTickets, OpenTickets, Progress, Hurry, CallWorker, ProxyReport, ProxyConfirm,
    Whistle, ReportIn, Feedback, Suspend, Reclass, Unsure,
}

/// <summary>The commands that a text may be; which of them it is depends on who says it where.</summary>
/// <param name="Verbs">In the order of their places in the text.</param>
/// <param name="Number">The ticket number that was said, or null.</param>
/// <param name="Rest">What follows the command word, as written.</param>
/// <param name="Name">The person or station that the command names (转单 冯志豪, 代龙淑确认).</param>
/// <param name="Whole">The text is the command and nothing else.</param>
public sealed record Command(IReadOnlyList<Verb> Verbs, int? Number = null, string Rest = "", string? Name = null, bool Whole = true)
{
    public static readonly Command None = new([]);

    /// <summary>The command behind a button, <c>claim:12</c> or <c>reclass:12:供电故障</c>; None when it is not one.</summary>
    public static Command OfAction(string action)
    {
        var parts = action.Split(':', 3);
        if (!Enum.TryParse<Verb>(parts[0], ignoreCase: true, out var verb)) return None;
        var number = parts.Length > 1 && int.TryParse(parts[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : (int?)null;
        return new([verb], number, parts.Length > 2 ? parts[2] : parts.Length > 1 && number is null ? parts[1] : "");
    }

    /// <summary>The message is one of the phrases as it stands, hardly a word more.</summary>
    public bool IsTerse { get; init; }

    public bool IsNone => Verbs.Count == 0;
    public bool Is(Verb verb) => Verbs.Contains(verb);
}
