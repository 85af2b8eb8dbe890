package org.maskvos.movie.avi;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.maskvos.movie.FrameMemory;
import org.maskvos.movie.MovieException;

/**
 * Where the frames of an AVI file lie, of its first video stream. All chunks are looked
 * at, in the order of the file, those beyond 2 GB included; indices are not needed.
 */
final class AviFile implements Closeable {

	/** More chunks are in no movie. */
	private static final int MOST_CHUNKS = 1 << 24;
	private static final int DEPTH = 4;
	private static final long FOUR_GB = 1L << 32;

	private static final int RIFF = fourCc("RIFF"), LIST = fourCc("LIST"), AVI = fourCc("AVI "), AVIX = fourCc("AVIX"),
			HDRL = fourCc("hdrl"), STRL = fourCc("strl"), MOVI = fourCc("movi"), REC = fourCc("rec "), AVIH = fourCc("avih"),
			STRH = fourCc("strh"), STRF = fourCc("strf"), VIDS = fourCc("vids");

	private final Path path;
	private final RandomAccessFile file;
	private final long size;
	private AviFormat format;
	private int microseconds;
	private long[] offsets = new long[64];
	private int[] lengths = new int[64];
	private int frames, chunks;
	/** Number of the video stream, and of the one whose header is being read. */
	private int video = -1, stream = -1;
	private boolean described;

	/** @throws MovieException if it is none, damaged, or of a kind that is not read */
	AviFile(final Path path) throws IOException {
		this.path = path;
		file = new RandomAccessFile(path.toFile(), "r");
		boolean done = false;
		try {
			size = file.length();
			final ByteBuffer head = size < 12 ? null : read(0, 12);
			if (head == null || head.getInt() != RIFF || head.getInt(8) != AVI) throw refused("it is none");
			walk(0, size, 0);
			if (format == null) throw refused("it has no video");
			if (frames == 0) throw refused("it holds no frames");
			done = true;
		}
		finally {
			if (!done) file.close();
		}
	}

	/** Number of frames, 1 or more. */
	int frames() {
		return frames;
	}

	AviFormat format() {
		return format;
	}

	/** In seconds; 0 if unknown. */
	double frameInterval() {
		return Math.max(0, microseconds) / 1e6;
	}

	/** The bytes of a frame, as they are in the file. */
	byte[] frame(final int t) throws IOException {
		return read(offsets[t], lengths[t]).array();
	}

	@Override
	public void close() throws IOException {
		file.close();
	}

	/** NB: the first character is in the lowest byte. */
	static int fourCc(final String name) {
		return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
	}

	// -- Helper methods --

	/** Looks at all chunks between two places. */
	private void walk(final long begin, final long limit, final int depth) throws IOException {
		long end = limit;
		for (long at = begin; end - at >= 8;) {
			if (++chunks > MOST_CHUNKS) throw refused("it has more than " + MOST_CHUNKS + " chunks");
			final ByteBuffer head = read(at, (int) Math.min(12, end - at));
			final int type = head.getInt();
			final long length = head.getInt() & 0xffffffffL, content = at + 8;
			// NB: lists beyond 4 GB, as old versions of ImageJ wrote them, do not know their length
			if (size > FOUR_GB && depth > 0 && length > end - content) end = size;
			final boolean whole = length <= end - content, list = (type == RIFF || type == LIST) && head.remaining() == 4;
			if (list) walkList(head.getInt(), content + 4, Math.min(end, content + length), depth);
			if (!whole && !(list && depth == 0 && size > FOUR_GB)) throw new MovieException(path + " is truncated: " +
				(isFrame(type) ? "it ends within frame " + (frames + 1) + "." : "one of its chunks ends behind it."));
			if (!list) chunk(type, content, length);
			at = content + length + length % 2;
		}
	}

	private void walkList(final int name, final long begin, final long end, final int depth) throws IOException {
		if (depth > DEPTH) throw refused("its lists lie in each other without end");
		if (name == STRL) stream++;
		if (name == AVI || name == AVIX || name == HDRL || name == STRL || name == MOVI || name == REC) walk(begin, end,
			depth + 1);
	}

	private void chunk(final int type, final long at, final long length) throws IOException {
		if (type == AVIH && length >= 4) microseconds = read(at, 4).getInt();
		else if (type == STRH && length >= 4 && video < 0 && read(at, 4).getInt() == VIDS) video = stream;
		else if (type == STRF && video >= 0 && video == stream && !described) {
			if (length < AviFormat.HEADER) throw refused("its header is too short");
			format = AviFormat.of(path, read(at, AviFormat.HEADER));
			described = true;
		}
		else if (isFrame(type) && length > 0) {
			if (length > FrameMemory.LONGEST_ARRAY) throw refused("frame " + (frames + 1) + " has more than 2 GB");
			if (frames == offsets.length) {
				offsets = Arrays.copyOf(offsets, 2 * frames);
				lengths = Arrays.copyOf(lengths, 2 * frames);
			}
			offsets[frames] = at;
			lengths[frames++] = (int) length;
		}
	}

	/** Whether a chunk is called 00db or 00dc, with the number of the stream. */
	private boolean isFrame(final int type) {
		final String number = String.format("%02d", Math.max(0, video));
		return video >= 0 && (type == fourCc(number + "db") || type == fourCc(number + "dc"));
	}

	private ByteBuffer read(final long at, final int length) throws IOException {
		final byte[] bytes = new byte[length];
		file.seek(at);
		file.readFully(bytes);
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	private MovieException refused(final String why) {
		return new MovieException(path + " cannot be read as an AVI: " + why + ".");
	}
}
