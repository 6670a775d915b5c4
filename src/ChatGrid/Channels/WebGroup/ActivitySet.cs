using System.Buffers;
using System.Globalization;
using System.Text;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Lines of the log as Direct Line sends them: <c>{"activities":[…],"watermark":"12"}</c>.</summary>
public static class ActivitySet
{
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<LoggedActivity> activities, long next)
    {
        var buffer = new ArrayBufferWriter<byte>(64 + activities.Sum(a => a.Json.Length + 1));
        buffer.Write("{\"activities\":["u8);
        var any = false;
        foreach (var activity in activities)
        {
            if (activity.Json.IsEmpty) continue; // Pruned: only its position is kept.
            if (any) buffer.Write(","u8);
            buffer.Write(activity.Json.Span);
            any = true;
        }
        buffer.Write("],\"watermark\":\""u8);
        Encoding.ASCII.GetBytes(next.ToString(CultureInfo.InvariantCulture), buffer);
        buffer.Write("\"}"u8);
        return buffer.WrittenMemory;
    }
}
