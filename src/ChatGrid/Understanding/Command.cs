namespace ChatGrid.Understanding;

/// <summary>What people say to move a ticket or to ask the bot for something.</summary>
public enum Verb
{
    Claim, GiveBack, HandOver, Done, Arrived, Solved, PartlySolved, NotSolved, Satisfied, MostlySatisfied, Dissatisfied,
    Withdraw, NotARequest, MeToo, Help, MyTickets, OpenTickets, Progress, Hurry, CallWorker, ProxyReport, ProxyConfirm,
    Whistle, ReportIn, Feedback, Suspend, Bind,
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

    public bool IsNone => Verbs.Count == 0;
    public bool Is(Verb verb) => Verbs.Contains(verb);
}
