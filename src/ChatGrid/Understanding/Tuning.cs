using System.Globalization;
using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding;

/// <summary>The bars of a reading, from tuning.txt; they were set by measuring on chat that training had not seen.</summary>
public sealed record Tuning
{
    /// <summary>Where on the model's own scale (log odds) a ticket begins; it becomes 0.5 of the score.</summary>
    public float RequestBar { get; init; }

    /// <summary>How steeply the score rises around the bar.</summary>
    public float RequestSlope { get; init; } = 1;

    /// <summary>Least score of the Unsure band.</summary>
    public float Unsure { get; init; } = 0.25f;

    /// <summary>Log odds from which a message is an emergency.</summary>
    public float EmergencyBar { get; init; }

    /// <summary>What words of the rules add to the model's log odds of an emergency.</summary>
    public float EmergencyWords { get; init; } = 2.5f;

    /// <summary>An emergency must be a request too: how far its log odds may stand above those of a request.</summary>
    public float RequestShare { get; init; } = 0.5f;

    /// <summary>The same, more, where words of the rules were found.</summary>
    public float RequestWords { get; init; } = 1f;

    /// <summary>What excused words (negated, past, hearsay) take from them.</summary>
    public float ExcusedWords { get; init; } = 2f;

    /// <summary>A cry is at most so many characters long.</summary>
    public float CryLength { get; init; } = 16f;

    /// <summary>How far (log odds) another kind may stand above the requests' and it is a cry still.</summary>
    public float CryDoubt { get; init; }

    /// <summary>Log odds of an emergency that a cry has, at least.</summary>
    public float Cry { get; init; } = 1f;

    /// <summary>Evens out the scores of the items: the ensemble is too sure of itself.</summary>
    public float ItemTemperature { get; init; } = 2;

    /// <summary>What a word that points to an item adds to its score.</summary>
    public float ItemWords { get; init; } = 2;

    /// <summary>How far the field follows the item (1) and how far its own question (0).</summary>
    public float FieldOfItem { get; init; } = 0.5f;

    /// <summary>Model score from which a request must be done today.</summary>
    public float SoonModel { get; init; } = 0.6f;

    /// <summary>Reads 「Name = value」 lines; what is not there keeps its default.</summary>
    public static Tuning Read(IReadOnlyList<DataLine> lines, List<LoadProblem> problems)
    {
        var tuning = new Tuning();
        foreach (var line in lines)
        {
            var parts = line.Text.Split('=', StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || !float.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                problems.Add(new LoadProblem(line.File, line.Number, "expected 「name = number」"));
                continue;
            }
            tuning = parts[0] switch
            {
                nameof(RequestBar) => tuning with { RequestBar = value },
                nameof(RequestSlope) => tuning with { RequestSlope = value },
                nameof(Unsure) => tuning with { Unsure = value },
                nameof(EmergencyBar) => tuning with { EmergencyBar = value },
                nameof(CryLength) => tuning with { CryLength = value },
                nameof(CryDoubt) => tuning with { CryDoubt = value },
                nameof(Cry) => tuning with { Cry = value },
                nameof(EmergencyWords) => tuning with { EmergencyWords = value },
                nameof(RequestShare) => tuning with { RequestShare = value },
                nameof(RequestWords) => tuning with { RequestWords = value },
                nameof(ExcusedWords) => tuning with { ExcusedWords = value },
                nameof(ItemTemperature) => tuning with { ItemTemperature = value },
                nameof(ItemWords) => tuning with { ItemWords = value },
                nameof(FieldOfItem) => tuning with { FieldOfItem = value },
                nameof(SoonModel) => tuning with { SoonModel = value },
                _ => Unknown(tuning, line, problems)
            };
        }
        return tuning;
    }

    private static Tuning Unknown(Tuning tuning, DataLine line, List<LoadProblem> problems)
    {
        problems.Add(new LoadProblem(line.File, line.Number, "no such bar: " + line.Text));
        return tuning;
    }
}
