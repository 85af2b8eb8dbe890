package org.maskvos.vos.stcn;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.maskvos.files.OutputException;

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
	private final FileChannel file;
	private final int pixels;
	private final long[] offsets;
	private long end;

	/**
	 * @param pixels of a frame
	 * @param frames of the movie
	 */
	LabelStore(final int pixels, final int frames) throws IOException {
		this.pixels = pixels;
		offsets = new long[frames];
		Arrays.fill(offsets, -1);
		path = Path.of(System.getProperty("java.io.tmpdir"), "maskvos-" + UUID.randomUUID() + ".labels");
		try {
			// NB: Unix deletes its name at once, so that it is gone whatever happens to this process
			file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE,
				StandardOpenOption.DELETE_ON_CLOSE);
		}
		catch (final IOException e) {
			throw failed(e);
		}
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
		final ByteBuffer packed = ByteBuffer.allocate(4 + raw.capacity() + 1024).position(4);
		packed.putInt(0, deflater.deflate(packed)).flip();
		deflater.end();
		offsets[t] = end;
		try {
			while (packed.hasRemaining())
				end += file.write(packed, end);
		}
		catch (final IOException e) {
			throw failed(e);
		}
	}

	Entry get(final int t) throws IOException {
		final ByteBuffer packed = read(offsets[t] + 4, read(offsets[t], 4).getInt());
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
	}

	// -- Helper methods --

	private ByteBuffer read(final long position, final int length) throws IOException {
		final ByteBuffer bytes = ByteBuffer.allocate(length);
		while (bytes.hasRemaining())
			if (file.read(bytes, position + bytes.position()) < 0) throw new EOFException("The temporary file " + path +
				" was cut short by somebody else.");
		return bytes.flip();
	}

	private OutputException failed(final IOException e) {
		return new OutputException("The temporary file " + path + " cannot be written: " + e.getMessage() + ".", e);
	}
}
