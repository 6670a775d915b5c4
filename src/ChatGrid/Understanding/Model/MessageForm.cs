namespace ChatGrid.Understanding.Model;

/// <summary>What shows from outside: each is one feature of the model.</summary>
[Flags]
public enum MessageForm
{
    None = 0,
    Gridworker = 1,
    Question = 2,
    Exclamation = 4,
    AtSomebody = 8,
    Place = 16,
    Phone = 32,
    Time = 64,
    Person = 128,
    Tiny = 256,
    Brief = 512,
    Wordy = 1024,
    Letter = 2048,
    Emoji = 4096,
    Lines = 8192,
    NoticeDress = 16384,
    EmergencyWords = 32768,
    ExcusedWords = 65536,
    Amount = 131072,
    Matter = 262144,
    AskWithoutMatter = 524288
}
