using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>Ids that come out the same when a burst is repeated: from instance, node and round.</summary>
internal static class ExecutionIds
{
    /// <summary>128 bits of a text; done once a node and once a burst, because it is the dear part.</summary>
    public static (ulong High, ulong Low) Hash(string text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), digest);
        return (BinaryPrimitives.ReadUInt64BigEndian(digest), BinaryPrimitives.ReadUInt64BigEndian(digest[8..]));
    }

    /// <summary>20 hexadecimal digits.</summary>
    public static string Of((ulong High, ulong Low) instance, (ulong High, ulong Low) node, long round)
    {
        var high = Mix(instance.High ^ Mix(node.High + (ulong)round));
        var low = Mix(instance.Low ^ Mix(node.Low ^ high));
        return string.Create(20, (high, low), static (text, bits) =>
        {
            bits.high.TryFormat(text, out _, "x16", CultureInfo.InvariantCulture);
            ((uint)bits.low & 0xffff).TryFormat(text[16..], out _, "x4", CultureInfo.InvariantCulture);
        });
    }

    // The finalizer of splitmix64: each bit of the input changes half of the output.
    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
        bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
        return bits ^ (bits >> 31);
    }
}
