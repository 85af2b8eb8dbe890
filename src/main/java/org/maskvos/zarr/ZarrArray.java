package org.maskvos.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.maskvos.files.Inputs;

/**
 * An array of numbers, read plane by plane. Chunks that hold several planes are kept
 * until a plane of other chunks is asked for, so that each is read once by who goes
 * through them in order. Used by one thread.
 */
public final class ZarrArray {

	/** What is kept may take this share of the heap; larger chunks are read again for each plane. */
	private static final int KEPT_SHARE = 4;
	/** More files for a plane cannot be opened in time. */
	private static final int MOST_CHUNKS = 1 << 20;
	/** By so much, and a little, a chunk may grow when it is compressed. */
	private static final int SLACK = 4096;

	private final Path folder;
	private final ArrayLayout layout;
	private final Map<List<Long>, ByteBuffer> kept = new HashMap<>();
	private long[] block;

	private ZarrArray(final Path folder, final ArrayLayout layout) {
		this.folder = folder;
		this.layout = layout;
	}

	/**
	 * Reads the metadata of an array.
	 *
	 * @throws ZarrException if it is none, is damaged, or in a way that is not
	 *           supported
	 */
	public static ZarrArray open(final Path folder) throws IOException {
		final ZarrNode node = ZarrNode.read(folder);
		if (node == null || !node.array()) throw new ZarrException("it has no array " + folder.getFileName());
		return new ZarrArray(folder, ArrayLayout.of(node));
	}

	/** Number of elements along each axis. */
	public long[] shape() {
		return layout.shape().clone();
	}

	public ElementType type() {
		return layout.type();
	}

	/**
	 * Reads a plane.
	 *
	 * @param position of one of its elements
	 * @param vertical axis of the plane's rows
	 * @param horizontal axis of the elements in a row
	 * @param plane row after row
	 * @throws ZarrException if a chunk is damaged. One that is not there has the
	 *           array's fill value.
	 */
	public void read(final long[] position, final int vertical, final int horizontal, final float[] plane)
		throws IOException
	{
		final int[] chunks = layout.chunks();
		final long[] index = new long[chunks.length];
		int begin = 0;
		final int[] strides = layout.strides();
		for (int d = 0; d < index.length; d++) {
			if (d == vertical || d == horizontal) continue;
			index[d] = position[d] / chunks[d];
			begin += (int) (position[d] % chunks[d]) * strides[d];
		}
		if (!Arrays.equals(index, block)) kept.clear();
		block = index.clone();
		if (chunksInPlane(vertical, horizontal) > MOST_CHUNKS) throw new ZarrException("its planes are in more than " +
			MOST_CHUNKS + " chunks");
		final boolean keep = keeps(vertical, horizontal);
		final int height = (int) layout.shape()[vertical], width = (int) layout.shape()[horizontal];
		for (long top = 0; top < height; top += chunks[vertical]) {
			for (long left = 0; left < width; left += chunks[horizontal]) {
				final int y = (int) top, x = (int) left;
				index[vertical] = y / chunks[vertical];
				index[horizontal] = x / chunks[horizontal];
				final ByteBuffer chunk = chunk(index, keep);
				final int rows = Math.min(chunks[vertical], height - y), columns = Math.min(chunks[horizontal], width - x);
				for (int row = 0; row < rows; row++) {
					final int to = (y + row) * width + x;
					if (chunk == null) Arrays.fill(plane, to, to + columns, layout.fill());
					else layout.type().copy(chunk, begin + row * strides[vertical], strides[horizontal], plane, to, columns);
				}
			}
		}
	}

	// -- Helper methods --

	private boolean keeps(final int vertical, final int horizontal) {
		final int[] chunks = layout.chunks();
		boolean several = false;
		for (int d = 0; d < chunks.length; d++)
			several |= d != vertical && d != horizontal && Math.min(chunks[d], layout.shape()[d]) > 1;
		return several && (double) chunksInPlane(vertical, horizontal) * layout.chunkBytes() < Runtime.getRuntime()
			.maxMemory() / KEPT_SHARE;
	}

	private long chunksInPlane(final int vertical, final int horizontal) {
		final int[] chunks = layout.chunks();
		return ((layout.shape()[vertical] - 1) / chunks[vertical] + 1) * ((layout.shape()[horizontal] - 1) /
			chunks[horizontal] + 1);
	}

	private ByteBuffer chunk(final long[] index, final boolean keep) throws IOException {
		if (!keep) return load(index);
		final List<Long> key = LongStream.of(index).boxed().toList();
		if (!kept.containsKey(key)) kept.put(key, load(index));
		return kept.get(key);
	}

	/** Null if there is no such chunk. */
	private ByteBuffer load(final long[] index) throws IOException {
		final String name = (layout.prefix().isEmpty() ? "" : layout.prefix() + layout.separator()) + LongStream.of(index)
			.mapToObj(Long::toString).collect(Collectors.joining(layout.separator()));
		final Path file = folder.resolve(name);
		if (Files.notExists(file)) return null;
		// NB: a checksum, or the frame of a compression that gains nothing, may come between two codecs.
		final int size = layout.chunkBytes(), larger = (int) Math.min(Integer.MAX_VALUE - 8, size + size / 64L + SLACK);
		byte[] bytes = Inputs.read(file, larger);
		try {
			final List<Codec> codecs = layout.codecs();
			for (int i = 0; i < codecs.size(); i++)
				bytes = codecs.get(i).decode(bytes, i == codecs.size() - 1 ? size : larger);
		}
		catch (final ZarrException exc) {
			throw exc;
		}
		catch (final IOException | RuntimeException exc) {
			throw new ZarrException("its chunk " + name + " is damaged", exc);
		}
		if (bytes.length != layout.chunkBytes()) throw new ZarrException("its chunk " + name + " is damaged");
		return ByteBuffer.wrap(bytes).order(layout.order());
	}
}
