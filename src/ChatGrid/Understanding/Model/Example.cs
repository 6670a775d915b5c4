namespace ChatGrid.Understanding.Model;

/// <summary>A training line as numbers; -1 is a question it does not answer.</summary>
public sealed record Example(int[] Indexes, float[] Values)
{
    public int Request { get; init; } = -1;
    public int Emergency { get; init; } = -1;
    public int Soon { get; init; } = -1;
    public int Kind { get; init; } = -1;
    public int Field { get; init; } = -1;
    public int Item { get; init; } = -1;
    public float Weight { get; init; } = 1;
}

/// <summary>How the model learns; the defaults were found by measuring on held-out lines.</summary>
public sealed record TrainingOptions
{
    public static readonly TrainingOptions Default = new();

    /// <summary>Passes over all lines.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>AdaGrad's step.</summary>
    public float Rate { get; init; } = 0.4f;

    /// <summary>AdaGrad's step for the questions that few lines answer with yes: emergency, soon.</summary>
    public float RareRate { get; init; } = 1f;

    /// <summary>A trigram seen in fewer lines is not kept.</summary>
    public int LeastLines { get; init; } = 2;

    /// <summary>A bigram seen in fewer lines is not kept (single characters always are).</summary>
    public int LeastPairs { get; init; } = 1;

    /// <summary>Weight of complement naive Bayes in item and field.</summary>
    public float Bayes { get; init; } = 1f;

    /// <summary>Weight of the class centroids in item and field.</summary>
    public float Centroid { get; init; } = 3f;

    /// <summary>Weight of an n-gram that no line has, in the length of a message: strange words make the model unsure.</summary>
    public float Unknown { get; init; } = 8f;

    /// <summary>Length of the word-list part of a message beside its n-grams' 1.</summary>
    public float Lists { get; init; } = 0.5f;
}
