namespace ChatGrid.Understanding.Times;

/// <summary>What may follow a moment and open it to one side: 之前, 以后, 或之前, 起, 开始, 以来.</summary>
public sealed class TimeBounds
{
    public void Read(ref TimeCursor cursor, ref TimeExpression expression)
    {
        var trial = cursor;
        trial.SkipSpaces();
        var bound = Bound(ref trial, expression.From);
        if (bound == TimeBound.None) return;
        expression.Bound = bound;
        cursor = trial;
    }

    public static bool IsBefore(ref TimeCursor cursor) => cursor.TakeAny(["之前", "以前"]) || TakeUnless(ref cursor, "前", "面后方台门任夫妻列排端往来一几两些头");

    public static bool IsAfter(ref TimeCursor cursor) => cursor.TakeAny(["之后", "以后", "过后"]) || TakeUnless(ref cursor, "后", "面来门院悔果期代勤续半台备头边");

    private static TimeBound Bound(ref TimeCursor cursor, Moment moment)
    {
        if (cursor.TakeAny(["或之前", "及以前", "及之前", "或以前"])) return TimeBound.Until;
        if (cursor.TakeAny(["或之后", "及以后", "及之后", "或以后", "以来"])) return TimeBound.Since;
        if (moment.HasDate && cursor.TakeAny(["开始"]) || moment.HasDate && TakeUnless(ref cursor, "起", "来火床码诉因名")) return TimeBound.Since;
        if (IsBefore(ref cursor)) return TimeBound.Before;
        return IsAfter(ref cursor) ? TimeBound.After : TimeBound.None;
    }

    private static bool TakeUnless(ref TimeCursor cursor, string word, string notBefore)
    {
        var trial = cursor;
        if (!trial.Take(word) || trial.IsAtAny(notBefore)) return false;
        cursor = trial;
        return true;
    }
}
