package org.maskvos.zarr;

import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.zstd.ZstdDecompressor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;

import org.maskvos.files.Zlib;

/** The usual codecs, by the names that both versions of the format have for them. */
final class Codecs {

	private static final int CHECKSUM = 4;

	private Codecs() {}

	/** @throws ZarrException if there is none of this name */
	static Codec of(final String name) throws ZarrException {
		return switch (name) {
			case "blosc" -> new Blosc();
			case "zlib" -> Codecs::zlib;
			case "gzip" -> Codecs::gzip;
			case "zstd", "numcodecs.zstd" -> Codecs::zstd;
			case "lz4" -> Codecs::lz4;
			case "crc32c" -> Codecs::crc32c;
			case "sharding_indexed" -> throw new ZarrException("its chunks lie in shards, which are not supported");
			default -> throw new ZarrException("its chunks are compressed by '" + name + "', which is not supported");
		};
	}

	// -- Helper methods --

	private static byte[] zlib(final byte[] data, final int size) throws IOException {
		final byte[] out = new byte[size];
		return cut(out, Zlib.inflate(data, 0, data.length, out, 0, size));
	}

	/** NB: the checksum is looked at where the stream ends. */
	private static byte[] gzip(final byte[] data, final int size) throws IOException {
		try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(data))) {
			final byte[] out = in.readNBytes(size);
			if (in.read() >= 0) throw Zlib.over();
			return out;
		}
	}

	private static byte[] zstd(final byte[] data, final int size) {
		final byte[] out = new byte[size];
		return cut(out, new ZstdDecompressor().decompress(data, 0, data.length, out, 0, size));
	}

	/** NB: numcodecs puts the size before the block. */
	private static byte[] lz4(final byte[] data, final int size) throws IOException {
		final int length = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
		if (length > size) throw Zlib.over();
		final byte[] out = new byte[length];
		if (new Lz4Decompressor().decompress(data, 4, data.length - 4, out, 0, length) < length) throw Zlib.early();
		return out;
	}

	private static byte[] crc32c(final byte[] data, final int size) throws IOException {
		final int length = data.length - CHECKSUM;
		if (length < 0) throw Zlib.early();
		final CRC32C checksum = new CRC32C();
		checksum.update(data, 0, length);
		if ((int) checksum.getValue() != ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getInt(length))
			throw new IOException("its checksum is wrong");
		return Arrays.copyOf(data, length);
	}

	private static byte[] cut(final byte[] bytes, final int length) {
		return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
	}
}
