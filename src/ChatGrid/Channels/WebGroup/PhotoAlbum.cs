using System.Buffers.Text;
using System.Security.Cryptography;
using ChatGrid.Storage;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Where photos lie: files with random names below <c>uploads/</c> of the data folder, and a row for each.</summary>
public sealed class PhotoAlbum(Database database, UploadStore store, WebGroupStart start, TimeProvider clock)
{
    private const int MostNameLength = 80;
    private readonly string _folder = Path.Combine(start.DataFolder, "uploads");

    /// <summary>Keeps a photo; it is on the disk when this returns.</summary>
    public async Task<Photo> KeepAsync(string conversation, string name, PhotoKind kind, ReadOnlyMemory<byte> bytes)
    {
        var clean = kind == PhotoKind.Jpeg ? JpegPrivacy.Strip(bytes.Span) : bytes;
        var upload = new Upload
        {
            Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18)),
            Conversation = conversation,
            ContentType = kind.ContentType,
            Bytes = clean.Length,
            At = clock.GetUtcNow(),
        };
        var path = PathOf(upload);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(clean);
#pragma warning disable CA1849 // Only the blocking call goes down to the disk.
            file.Flush(flushToDisk: true);
#pragma warning restore CA1849
        }
        await database.WriteAsync(s => store.AddAsync(s, upload));
        return new(upload.Id, kind.ContentType, Shown(name, kind));
    }

    public Task<Upload?> FindAsync(string id) => database.ReadAsync(s => store.FindAsync(s, id));

    /// <summary>The file of a photo; for the staff pages too.</summary>
    public string PathOf(Upload upload) => Path.Combine(_folder, upload.Id[..2], upload.Id + PhotoKind.OfContentType(upload.ContentType).Extension);

    public async Task DropAsync(string id)
    {
        if (await FindAsync(id) is { } upload) await DropAsync(upload);
    }

    /// <returns>How many photos were deleted.</returns>
    public async Task<int> PruneAsync(DateTimeOffset before)
    {
        var old = await database.ReadAsync(s => store.OldAsync(s, before));
        foreach (var upload in old) await DropAsync(upload);
        return old.Count;
    }

    private async Task DropAsync(Upload upload)
    {
        File.Delete(PathOf(upload));
        await database.WriteAsync(s => store.DeleteAsync(s, upload.Id));
    }

    private static string Shown(string name, PhotoKind kind)
    {
        var plain = Path.GetFileNameWithoutExtension(Activities.IncomingActivity.Cleaned(name).Replace('\\', '/').Split('/')[^1]);
        plain = Activities.IncomingActivity.Shortened(plain, MostNameLength);
        return (plain.Length == 0 ? "photo" : plain) + kind.Extension;
    }
}
