using ChatGrid.Understanding.Model;

namespace ChatGrid.Understanding;

/// <summary>How many of the sentences of regression.txt a reader reads right, and which it does not.</summary>
public sealed record RegressionResult(int Right, int Total, IReadOnlyList<string> Wrong)
{
    public static RegressionResult Of(Reader reader, IEnumerable<TrainingLine> lines)
    {
        var wrong = new List<string>();
        var total = 0;
        foreach (var line in lines)
        {
            total++;
            if (!IsRight(reader.Read(new MessageToRead(line.Text, line.Role)), line)) wrong.Add(line.Text);
        }
        return new RegressionResult(total - wrong.Count, total, wrong);
    }

    /// <summary>A request must open a ticket of its item, an emergency be one; everything else must not open any.</summary>
    private static bool IsRight(Reading reading, TrainingLine line)
    {
        if (reading.IsRequest != line.IsRequest) return false;
        if (!line.IsRequest) return true;
        return reading.Item == line.Item && (line.Urgency != Urgency.Emergency || reading.IsEmergency);
    }
}
