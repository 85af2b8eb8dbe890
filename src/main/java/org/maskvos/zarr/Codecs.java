package org.maskvos.zarr;

import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.zstd.ZstdDecompressor;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/** The usual codecs, by the names that both versions of the format have for them. */
final class Codecs {

	private Codecs() {}

	/** @throws ZarrException if there is none of this name */
	static Codec of(final String name) throws ZarrException {
		return switch (name) {
			case "blosc" -> new Blosc();
			case "zlib" -> Codecs::zlib;
			case "gzip" -> (data, size) -> new GZIPInputStream(new ByteArrayInputStream(data)).readNBytes(size);
			case "zstd", "numcodecs.zstd" -> Codecs::zstd;
			case "lz4" -> Codecs::lz4;
			case "crc32c" -> (data, size) -> Arrays.copyOf(data, data.length - 4);
			case "sharding_indexed" -> throw new ZarrException("its chunks lie in shards, which are not supported");
			default -> throw new ZarrException("its chunks are compressed by " + name + ", which is not supported");
		};
	}

	static byte[] zlib(final byte[] data, final int size) throws IOException {
		final byte[] out = new byte[size];
		zlib(data, 0, data.length, out, 0, size);
		return out;
	}

	/** Fills a part of {@code out}. */
	static void zlib(final byte[] data, final int from, final int length, final byte[] out, final int to, final int size)
		throws IOException
	{
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(data, from, length);
			int done = 0;
			while (done < size && !inflater.finished()) {
				final int n = inflater.inflate(out, to + done, size - done);
				if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) throw new EOFException();
				done += n;
			}
		}
		catch (final DataFormatException exc) {
			throw new IOException(exc);
		}
		finally {
			inflater.end();
		}
	}

	private static byte[] zstd(final byte[] data, final int size) {
		final byte[] out = new byte[size];
		new ZstdDecompressor().decompress(data, 0, data.length, out, 0, size);
		return out;
	}

	/** NB: numcodecs puts the size before the block. */
	private static byte[] lz4(final byte[] data, final int size) {
		final byte[] out = new byte[Math.min(size, ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getInt(0))];
		new Lz4Decompressor().decompress(data, 4, data.length - 4, out, 0, out.length);
		return out;
	}
}
