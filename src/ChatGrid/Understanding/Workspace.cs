using ChatGrid.Understanding.Model;
using ChatGrid.Understanding.Rules;
using ChatGrid.Understanding.Spans;
using ChatGrid.Understanding.Text;
using ChatGrid.Understanding.Times;

namespace ChatGrid.Understanding;

/// <summary>What one reading needs while it lasts; taken from a pool, so that a reading leaves next to no garbage.</summary>
public sealed class Workspace(Lexicon lexicon)
{
    public FoldedText Text { get; } = new();

    public List<Hit> Hits { get; } = [];

    public List<Match> Matches { get; } = [];

    public List<FoundSpan> Spans { get; } = [];

    public List<FoundSpan> Found { get; } = [];

    public List<ResolvedTime> Times { get; } = [];

    public MessageEncoding Encoding { get; } = new(lexicon);

    public MessageFeatures Features { get; } = new();

    public float[] Scores { get; } = new float[512];

    public EmergencyFinding Emergency { get; set; }

    public FormatFinding Format { get; set; }

    public bool Corrects { get; set; }
}
