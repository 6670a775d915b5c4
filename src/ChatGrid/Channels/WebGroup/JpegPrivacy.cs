using System.Buffers;
using System.Buffers.Binary;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Takes out of a JPEG what tells on who took it where (Exif, XMP, IPTC, comments), and keeps which way up it is.</summary>
public static class JpegPrivacy
{
    private const byte App1 = 0xe1, App2 = 0xe2, App13 = 0xed, Comment = 0xfe, StartOfScan = 0xda;
    private const ushort OrientationTag = 0x0112; // Exif 2.3, 4.6.4

    /// <returns>The picture without them; what is no well-formed JPEG comes back as far as it is one.</returns>
    public static ReadOnlyMemory<byte> Strip(ReadOnlySpan<byte> jpeg)
    {
        var kept = new ArrayBufferWriter<byte>(jpeg.Length);
        kept.Write(jpeg[..2]);
        if (Orientation(jpeg) is var orientation and > 1 and <= 8) WriteOrientation(kept, orientation);
        var at = 2;
        while (Segment(jpeg, at) is { } end)
        {
            if (!TellsTales(jpeg[at + 1], jpeg[at..end])) kept.Write(jpeg[at..end]);
            at = end;
        }
        kept.Write(jpeg[at..]);
        return kept.WrittenMemory;
    }

    /// <returns>Which way up the picture is, 1 to 8, or 0 when it does not say.</returns>
    public static int Orientation(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; Segment(jpeg, at) is { } end; at = end)
        {
            if (jpeg[at + 1] == App1 && jpeg[(at + 4)..end] is var body && body.StartsWith("Exif\0\0"u8)) return OfTiff(body[6..]);
        }
        return 0;
    }

    // Of the header segments only those that decoding needs are kept: JFIF, the colour profile, Adobe's colour transform.
    private static bool TellsTales(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        App1 or App13 or Comment => true,
        App2 => !segment[4..].StartsWith("ICC_PROFILE"u8),
        > App2 and < App13 => true,
        _ => false,
    };

    /// <returns>Where the segment at this place ends; null at the scan data or when there is none.</returns>
    private static int? Segment(ReadOnlySpan<byte> jpeg, int at)
    {
        if (at + 4 > jpeg.Length || jpeg[at] != 0xff || jpeg[at + 1] is StartOfScan or < 0xc0) return null;
        var end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
        return end > at + 3 && end <= jpeg.Length ? end : null;
    }

    private static int OfTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14) return 0;
        var little = tiff[0] == (byte)'I';
        var directory = (int)Math.Min(Read32(tiff[4..], little), int.MaxValue);
        if (directory < 8 || directory > tiff.Length - 2) return 0;
        var entries = Read16(tiff[directory..], little);
        for (var i = 0; i < entries && directory + 14 + (i * 12) <= tiff.Length; i++)
        {
            var entry = tiff[(directory + 2 + (i * 12))..];
            if (Read16(entry, little) == OrientationTag) return Read16(entry[8..], little);
        }
        return 0;
    }

    private static ushort Read16(ReadOnlySpan<byte> bytes, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Read32(ReadOnlySpan<byte> bytes, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    // An Exif segment with one entry: orientation, one short.
    private static void WriteOrientation(ArrayBufferWriter<byte> kept, int orientation)
    {
        kept.Write((ReadOnlySpan<byte>)[0xff, App1, 0, 34]);
        kept.Write("Exif\0\0MM\0*\0\0\0\b\0\x01"u8);
        kept.Write((ReadOnlySpan<byte>)[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0]);
    }
}
