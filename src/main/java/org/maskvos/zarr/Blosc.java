package org.maskvos.zarr;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.maskvos.files.Zlib;

/**
 * The frame of Blosc 1: a chunk in blocks, whose bytes or bits are sorted by
 * significance and then compressed by one of several methods. Described in
 * {@code README_CHUNK_FORMAT} of c-blosc.
 */
final class Blosc implements Codec {

	private static final int HEADER = 16;
	private static final int BYTE_SHUFFLE = 1, COPIED = 2, BIT_SHUFFLE = 4, NOT_SPLIT = 16;
	/** Blocks are split into the bytes of one significance each, unless there are too many or too short. */
	private static final int MOST_SPLITS = 16, SHORTEST_SPLIT = 128;

	@Override
	public byte[] decode(final byte[] data, final int size) throws IOException {
		final ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
		final int flags = in.get(2) & 0xff, typeSize = Math.max(1, in.get(3) & 0xff);
		final int length = in.getInt(4), blockSize = in.getInt(8);
		if (length < 0 || length > size || length > 0 && blockSize < 1 || in.getInt(12) != data.length)
			throw new IOException("it is not a frame of Blosc");
		final byte[] out = new byte[length];
		if ((flags & COPIED) != 0) {
			System.arraycopy(data, HEADER, out, 0, length);
			return out;
		}
		final byte[] block = new byte[Math.min(blockSize, length)];
		for (int begin = 0, k = 0; begin < length; begin += block.length, k++) {
			final int n = Math.min(blockSize, length - begin);
			final boolean split = (flags & NOT_SPLIT) == 0 && typeSize <= MOST_SPLITS && n == blockSize && n /
				typeSize >= SHORTEST_SPLIT;
			decompress(in, in.getInt(HEADER + 4 * k), flags >> 5, block, n, split ? typeSize : 1);
			if ((flags & BYTE_SHUFFLE) != 0 && typeSize > 1) Shuffle.bytes(block, n, typeSize, out, begin);
			else if ((flags & BIT_SHUFFLE) != 0 && n / typeSize % 8 == 0) Shuffle.bits(block, n, typeSize, out, begin);
			else System.arraycopy(block, 0, out, begin, n);
		}
		return out;
	}

	/** @param from where the block begins, each of its parts with its compressed length */
	private static void decompress(final ByteBuffer in, final int from, final int method, final byte[] block, final int n,
		final int parts) throws IOException
	{
		final int part = n / parts;
		for (int p = 0, at = from; p < parts; p++) {
			final int length = in.getInt(at);
			at += 4;
			if (length < 0 || length > in.capacity() - at) throw Zlib.early();
			final int done;
			if (length == part) System.arraycopy(in.array(), at, block, p * part, done = part);
			else if (method == 3) done = Zlib.inflate(in.array(), at, length, block, p * part, part);
			else done = decompressor(method).decompress(in.array(), at, length, block, p * part, part);
			if (done < part) throw Zlib.early();
			at += length;
		}
	}

	private static Decompressor decompressor(final int method) throws ZarrException {
		return switch (method) {
			case 1 -> new Lz4Decompressor();
			case 2 -> new SnappyDecompressor();
			case 4 -> new ZstdDecompressor();
			default -> throw new ZarrException(
				"its chunks are compressed by Blosc's own method 'blosclz', which is not supported");
		};
	}
}
