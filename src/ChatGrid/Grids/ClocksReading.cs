namespace ChatGrid.Grids;

/// <summary>Reads <c>clocks.yaml</c>: every number that talk and tickets depend on.</summary>
public static class ClocksReading
{
    private const int MostDays = 366;
    private const int MostCount = 1000;
    /// <summary>A ticket has a first and a second reminder.</summary>
    private const int MostReminders = 2;

    private static readonly Dictionary<string, bool> DayKinds = new() { ["工作日"] = false, ["自然日"] = true };

    public static Clocks Read(YamlSection root)
    {
        var clocks = Days(root.Part("办理天数"), new Clocks());
        clocks = Quiet(root.Part("安静时间"), clocks) with { DigestAt = root.TimeOfDay("早报", clocks.DigestAt) };
        clocks = Listening(root.Part("听人说话"), clocks);
        clocks = Offers(root.Part("派单"), clocks);
        clocks = Emergencies(root.Part("险情"), clocks);
        var work = root.Part("办理");
        clocks = clocks with { Release = work.Span("没动静放回", clocks.Release) };
        work.Close();
        clocks = Confirmation(root.Part("确认"), clocks);
        root.Close();
        return clocks;
    }

    private static Clocks Days(YamlSection part, Clocks clocks)
    {
        var days = TownWords.Tiers.ToDictionary(tier => tier.Value, tier => part.Count(tier.Key, "天", MostDays, clocks.Days[tier.Value]));
        var read = clocks with
        {
            Days = days,
            CalendarDays = part.Choice("算法", DayKinds, clocks.CalendarDays),
            RemindAt = part.Shares("提醒", clocks.RemindAt),
        };
        if (read.RemindAt.Count > MostReminders) part.Wrong("提醒", $"has {read.RemindAt.Count} reminders; allowed: at most {MostReminders}");
        part.Close();
        return read;
    }

    private static Clocks Quiet(YamlSection part, Clocks clocks)
    {
        if (part.Has("从") != part.Has("到")) part.Wrong(part.Has("从") ? "到" : "从", "is missing: quiet hours need both 从 and 到");
        var quiet = clocks with { QuietFrom = part.TimeOfDay("从", clocks.QuietFrom), QuietUntil = part.TimeOfDay("到", clocks.QuietUntil) };
        part.Close();
        return quiet;
    }

    private static Clocks Listening(YamlSection part, Clocks clocks)
    {
        var heard = clocks with
        {
            Breath = part.Span("等一口气", clocks.Breath),
            FlowExpires = part.Span("没说完放下", clocks.FlowExpires),
            JoinsOwnTicket = part.Span("补充", clocks.JoinsOwnTicket),
            MeTooWithin = part.Span("我家也是", clocks.MeTooWithin),
            SameMatterWithin = part.Span("同一件事", clocks.SameMatterWithin),
            AsksPerQuestion = part.Count("一问最多", "次", MostCount, clocks.AsksPerQuestion),
            GroupLinesAnHour = part.Count("群里最多", "次", MostCount, clocks.GroupLinesAnHour),
            UnsureKept = part.Span("拿不准的留", clocks.UnsureKept),
        };
        part.Close();
        return heard;
    }

    private static Clocks Offers(YamlSection part, Clocks clocks)
    {
        var offered = clocks with
        {
            OfferRemind = part.Span("再喊一次", clocks.OfferRemind),
            OfferWiden = part.Span("隔壁群", clocks.OfferWiden),
            OfferFalls = part.Span("交给网格员", clocks.OfferFalls),
            OwnerRemind = part.Span("提醒负责人", clocks.OwnerRemind),
            OpenOrders = part.Count("手上最多", "单", MostCount, clocks.OpenOrders),
        };
        Grow(part, ("再喊一次", offered.OfferRemind), ("隔壁群", offered.OfferWiden), ("交给网格员", offered.OfferFalls));
        part.Close();
        return offered;
    }

    private static Clocks Emergencies(YamlSection part, Clocks clocks)
    {
        var urgent = clocks with
        {
            EmergencyRemind = part.Span("再喊一次", clocks.EmergencyRemind),
            EmergencyRing = part.Span("打电话", clocks.EmergencyRing),
            EmergencyWiden = part.Span("隔壁群", clocks.EmergencyWiden),
            EmergencyFalls = part.Span("交给网格员", clocks.EmergencyFalls),
            EmergencyAtDoor = part.Span("到门口", clocks.EmergencyAtDoor),
            EmergencyIdle = part.Span("没动静就问", clocks.EmergencyIdle),
            EmergencyRelease = part.Span("没动静放回", clocks.EmergencyRelease),
        };
        Grow(part, ("再喊一次", urgent.EmergencyRemind), ("打电话", urgent.EmergencyRing), ("隔壁群", urgent.EmergencyWiden), ("交给网格员", urgent.EmergencyFalls));
        part.Close();
        return urgent;
    }

    private static Clocks Confirmation(YamlSection part, Clocks clocks)
    {
        var asked = clocks with { ConfirmRemind = part.Span("提醒", clocks.ConfirmRemind), ConfirmCloses = part.Span("关单", clocks.ConfirmCloses) };
        Grow(part, ("提醒", asked.ConfirmRemind), ("关单", asked.ConfirmCloses));
        part.Close();
        return asked;
    }

    // The rungs of a ladder: each later than the one before.
    private static void Grow(YamlSection part, params ReadOnlySpan<(string Key, TimeSpan Time)> rungs)
    {
        for (var i = 1; i < rungs.Length; i++)
        {
            if (rungs[i].Time <= rungs[i - 1].Time) part.Wrong(rungs[i].Key, $"must be longer than '{rungs[i - 1].Key}'");
        }
    }
}
