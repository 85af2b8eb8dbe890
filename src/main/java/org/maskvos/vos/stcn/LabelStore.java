package org.maskvos.vos.stcn;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.maskvos.files.Leftovers;

/**
 * Labels of frames that are found in another order than they are written, in a
 * temporary file: memory does not grow with the movie.
 */
final class LabelStore implements AutoCloseable {

	/** Certainty is kept in so many steps. */
	private static final int STEPS = 15;

	/**
	 * A frame.
	 *
	 * @param ids row major
	 * @param certainty of each, 0 to 1
	 */
	record Entry(int[] ids, float[] certainty) {}

	private final Path path;
	private final RandomAccessFile file;
	private final int pixels;
	private final long[] offsets;

	/**
	 * @param pixels of a frame
	 * @param frames of the movie
	 */
	LabelStore(final int pixels, final int frames) throws IOException {
		this.pixels = pixels;
		offsets = new long[frames];
		java.util.Arrays.fill(offsets, -1);
		path = Files.createTempFile("maskvos-", ".labels");
		Leftovers.add(path);
		file = new RandomAccessFile(path.toFile(), "rw");
	}

	/** Whether a frame was put here. */
	boolean has(final int t) {
		return offsets[t] >= 0;
	}

	void put(final int t, final Entry entry) throws IOException {
		final ByteBuffer raw = ByteBuffer.allocate(pixels * 5);
		raw.asIntBuffer().put(entry.ids);
		for (int i = 0; i < pixels; i++)
			raw.put(4 * pixels + i, (byte) Math.round(STEPS * entry.certainty[i]));
		final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
		deflater.setInput(raw.array());
		deflater.finish();
		final byte[] packed = new byte[raw.capacity() + 1024];
		final int length = deflater.deflate(packed);
		deflater.end();
		offsets[t] = file.length();
		file.seek(offsets[t]);
		file.writeInt(length);
		file.write(packed, 0, length);
	}

	Entry get(final int t) throws IOException {
		file.seek(offsets[t]);
		final byte[] packed = new byte[file.readInt()];
		file.readFully(packed);
		final ByteBuffer raw = ByteBuffer.allocate(pixels * 5);
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(packed);
			inflater.inflate(raw.array());
		}
		catch (final DataFormatException e) {
			throw new IOException("The temporary file " + path + " was changed by somebody else.", e);
		}
		finally {
			inflater.end();
		}
		final Entry entry = new Entry(new int[pixels], new float[pixels]);
		raw.asIntBuffer().get(entry.ids);
		for (int i = 0; i < pixels; i++)
			entry.certainty[i] = raw.get(4 * pixels + i) / (float) STEPS;
		return entry;
	}

	@Override
	public void close() throws IOException {
		file.close();
		Files.deleteIfExists(path);
		Leftovers.forget(path);
	}
}
