package org.maskvos.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;

/**
 * A TIFF file of the {@link Scene} made from the specification, of any kind, whose every number can be found again and
 * damaged.
 */
final class TiffBytes {

	static final int SHORT = 3, LONG = 4, LONG8 = 16, ASCII = 2, RATIONAL = 5;
	static final int NONE = 1, LZW = 5, DEFLATE = 8, PACK_BITS = 32773;

	/**
	 * A number in the file.
	 *
	 * @param name what it means
	 * @param offset of its first byte
	 * @param size in bytes
	 */
	record Field(String name, int offset, int size) {}

	/** The value of each pixel. */
	interface Values {

		double at(int x, int y, int t);
	}

	boolean little = true, big = false, planar = false, tiled = false, predictor = false;
	int bits = 16, samples = 1, format = 1, photometric = 1, compression = NONE, rowsPerStrip = Scene.HEIGHT;
	int frames = Scene.FRAMES, width = Scene.WIDTH, height = Scene.HEIGHT;
	/** What the pixels are. */
	Values values = Scene::id;
	String description = "";
	/** Changes what a strip holds before it is written. */
	UnaryOperator<byte[]> damage = UnaryOperator.identity();
	/** Further tags, or others in place of the usual ones. */
	final TreeMap<Integer, long[]> extra = new TreeMap<>();

	private final List<Field> fields = new ArrayList<>();
	private ByteArrayOutputStream out;
	private int pixelsEnd;

	/** An ImageJ stack of this many frames. */
	static TiffBytes imagej() {
		final TiffBytes tiff = new TiffBytes();
		tiff.description = "ImageJ=1.54p\nimages=3\nframes=3\n";
		return tiff;
	}

	/** The numbers of the last file that was made. */
	List<Field> fields() {
		return fields;
	}

	/** Behind the last pixel of the last file that was made: directories follow. */
	int pixelsEnd() {
		return pixelsEnd;
	}

	byte[] encode() {
		fields.clear();
		out = new ByteArrayOutputStream();
		put(little ? "II" : "MM");
		field("magic", 2, big ? 43 : 42);
		if (big) {
			field("offset size", 2, 8);
			field("zero", 2, 0);
		}
		int link = fields.size();
		field("first directory", word(), 0);
		final List<long[][]> places = new ArrayList<>();
		for (int t = 0; t < frames; t++)
			places.add(pixels(t));
		pixelsEnd = out.size();
		for (int t = 0; t < frames; t++) {
			final int at = directory(t, places.get(t)[0], places.get(t)[1]);
			patch(fields.get(link), at);
			link = fields.size() - 1;
		}
		byte[] bytes = out.toByteArray();
		for (final long[] patch : patches)
			write(bytes, (int) patch[0], (int) patch[1], patch[2]);
		patches.clear();
		return bytes;
	}

	/** Overwrites a number. */
	byte[] with(final byte[] file, final Field field, final long value) {
		final byte[] copy = file.clone();
		write(copy, field.offset, field.size, value);
		return copy;
	}

	long read(final byte[] file, final Field field) {
		long value = 0;
		for (int i = 0; i < field.size; i++)
			value |= (file[field.offset + i] & 0xffL) << 8 * (little ? i : field.size - 1 - i);
		return value;
	}

	// -- Helper methods --

	private final List<long[]> patches = new ArrayList<>();

	private void patch(final Field field, final long value) {
		patches.add(new long[] { field.offset, field.size, value });
	}

	private int word() {
		return big ? 8 : 4;
	}

	/** @return offsets and lengths of the strips or tiles of a plane */
	private long[][] pixels(final int t) {
		final List<byte[]> parts = new ArrayList<>();
		final byte[] plane = plane(t);
		if (tiled) parts.addAll(tiles(plane));
		else parts.addAll(strips(plane));
		final long[] offsets = new long[parts.size()], lengths = new long[parts.size()];
		for (int i = 0; i < parts.size(); i++) {
			final byte[] packed = damage.apply(pack(parts.get(i)));
			offsets[i] = out.size();
			lengths[i] = packed.length;
			out.writeBytes(packed);
		}
		return new long[][] { offsets, lengths };
	}

	/** @return where it begins */
	private int directory(final int t, final long[] offsets, final long[] lengths) {
		final TreeMap<Integer, long[]> tags = new TreeMap<>();
		tags.put(256, new long[] { LONG, width });
		tags.put(257, new long[] { LONG, height });
		final long[] depth = new long[1 + samples];
		Arrays.fill(depth, bits);
		depth[0] = SHORT;
		tags.put(258, depth);
		tags.put(259, new long[] { SHORT, compression });
		tags.put(262, new long[] { SHORT, photometric });
		tags.put(tiled ? 324 : 273, concat(big ? LONG8 : LONG, offsets));
		tags.put(277, new long[] { SHORT, samples });
		if (!tiled) tags.put(278, new long[] { LONG, rowsPerStrip });
		tags.put(tiled ? 325 : 279, concat(big ? LONG8 : LONG, lengths));
		tags.put(282, new long[] { RATIONAL, 2, 1 });
		tags.put(283, new long[] { RATIONAL, 2, 1 });
		tags.put(284, new long[] { SHORT, planar ? 2 : 1 });
		tags.put(296, new long[] { SHORT, 1 });
		if (predictor) tags.put(317, new long[] { SHORT, 2 });
		if (tiled) {
			tags.put(322, new long[] { LONG, 16 });
			tags.put(323, new long[] { LONG, 16 });
		}
		tags.put(339, new long[] { SHORT, format });
		if (t == 0 && !description.isEmpty()) tags.put(270, concat(ASCII, ascii()));
		tags.putAll(extra);
		tags.values().removeIf(values -> values.length == 0);
		return entries(t, tags);
	}

	private int entries(final int t, final TreeMap<Integer, long[]> tags) {
		final TreeMap<Integer, Long> places = new TreeMap<>();
		tags.forEach((tag, values) -> {
			if (bytes(values) > word()) {
				places.put(tag, (long) out.size());
				for (int i = 1; i < values.length; i++)
					field(t + "." + tag + ".values" + i, size(values) == 8 && values[0] == RATIONAL ? 4 : size(values),
						values[i]);
			}
		});
		final int at = out.size();
		field(t + ".entries", big ? 8 : 2, tags.size());
		tags.forEach((tag, values) -> {
			field(t + "." + tag + ".tag", 2, tag);
			field(t + "." + tag + ".type", 2, values[0]);
			field(t + "." + tag + ".count", word(), count(values));
			final int before = out.size();
			if (places.containsKey(tag)) field(t + "." + tag + ".place", word(), places.get(tag));
			else for (int i = 1; i < values.length; i++)
				field(t + "." + tag + ".value" + i, size(values), values[i]);
			while (out.size() < before + word())
				out.write(0);
		});
		field(t + ".next", word(), 0);
		return at;
	}

	private static int size(final long[] values) {
		return values[0] == SHORT ? 2 : values[0] == LONG ? 4 : values[0] == ASCII ? 1 : 8;
	}

	private static int count(final long[] values) {
		return values[0] == RATIONAL ? (values.length - 1) / 2 : values.length - 1;
	}

	private static int bytes(final long[] values) {
		return size(values) * count(values);
	}

	private long[] ascii() {
		final byte[] text = (description + "\0").getBytes(StandardCharsets.UTF_8);
		final long[] values = new long[text.length];
		for (int i = 0; i < text.length; i++)
			values[i] = text[i] & 0xff;
		return values;
	}

	private static long[] concat(final long type, final long... values) {
		final long[] all = new long[values.length + 1];
		all[0] = type;
		System.arraycopy(values, 0, all, 1, values.length);
		return all;
	}

	private void field(final String name, final int size, final long value) {
		fields.add(new Field(name, out.size(), size));
		final byte[] bytes = new byte[size];
		write(bytes, 0, size, value);
		out.writeBytes(bytes);
	}

	private void put(final String text) {
		out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	private void write(final byte[] bytes, final int offset, final int size, final long value) {
		for (int i = 0; i < size; i++)
			bytes[offset + i] = (byte) (value >> 8 * (little ? i : size - 1 - i));
	}

	// -- Pixels --

	private byte[] plane(final int t) {
		final int n = width * height;
		final double[] all = new double[n];
		for (int i = 0; i < n; i++)
			all[i] = values.at(i % width, i / width, t);
		final ByteBuffer plane = ByteBuffer.allocate(n * samples * Math.max(8, bits == 12 ? 16 : bits) / 8).order(little
			? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		if (bits == 1 || bits == 12) return packed(all);
		for (int i = 0; i < n * samples; i++) {
			final double value = all[planar ? i % n : i / samples];
			final long id = (long) value;
			switch (bits) {
				case 8 -> plane.put((byte) id);
				case 16 -> plane.putShort((short) id);
				case 32 -> {
					if (format == 3) plane.putFloat((float) value);
					else plane.putInt((int) id);
				}
				default -> {
					if (format == 3) plane.putDouble(value);
					else plane.putLong(id);
				}
			}
		}
		return plane.array();
	}

	/** Rows of bits; 12 bits are packed big-endian, two in three bytes. */
	private byte[] packed(final double[] all) {
		final int row = (width * bits + 7) / 8;
		final byte[] plane = new byte[row * height];
		for (int i = 0; i < all.length; i++) {
			final int x = i % width, y = i / width, value = bits == 1 ? Math.min(1, (int) all[i]) : (int) all[i];
			for (int b = 0; b < bits; b++)
				if ((value >> bits - 1 - b & 1) != 0) plane[y * row + (x * bits + b) / 8] |= (byte) (0x80 >> (x * bits + b) %
					8);
		}
		return plane;
	}

	private List<byte[]> strips(final byte[] plane) {
		final int planes = planar ? samples : 1, row = plane.length / planes / height;
		final List<byte[]> strips = new ArrayList<>();
		for (int p = 0; p < planes; p++)
			for (int y = 0; y < height; y += rowsPerStrip) {
				final int from = (p * height + y) * row;
				strips.add(Arrays.copyOfRange(plane, from, from + Math.min(rowsPerStrip, height - y) * row));
			}
		return strips;
	}

	private List<byte[]> tiles(final byte[] plane) {
		final int pixel = bits / 8 * samples;
		final List<byte[]> tiles = new ArrayList<>();
		for (int top = 0; top < height; top += 16)
			for (int left = 0; left < width; left += 16) {
				final byte[] tile = new byte[16 * 16 * pixel];
				for (int y = top; y < Math.min(height, top + 16); y++)
					System.arraycopy(plane, (y * width + left) * pixel, tile, (y - top) * 16 * pixel, 16 * pixel);
				tiles.add(tile);
			}
		return tiles;
	}

	private byte[] pack(final byte[] strip) {
		if (predictor) differences(strip);
		return switch (compression) {
			case LZW -> lzw(strip);
			case DEFLATE, 32946 -> deflate(strip);
			case PACK_BITS -> packBits(strip);
			default -> strip;
		};
	}

	private void differences(final byte[] strip) {
		final int size = bits / 8, row = size * samples * (tiled ? 16 : width);
		final ByteBuffer buffer = ByteBuffer.wrap(strip).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		for (int y = 0; y + row <= strip.length; y += row)
			for (int i = row - size; i >= size * samples; i -= size) {
				if (size == 1) strip[y + i] -= strip[y + i - samples];
				else buffer.putShort(y + i, (short) (buffer.getShort(y + i) - buffer.getShort(y + i - size * samples)));
			}
	}

	static byte[] deflate(final byte[] bytes) {
		final Deflater deflater = new Deflater();
		deflater.setInput(bytes);
		deflater.finish();
		final byte[] packed = new byte[bytes.length + bytes.length / 100 + 100];
		final int length = deflater.deflate(packed);
		deflater.end();
		return Arrays.copyOf(packed, length);
	}

	/** Every byte as it is: the table is cleared before it needs longer codes. */
	static byte[] lzw(final byte[] bytes) {
		final ByteArrayOutputStream packed = new ByteArrayOutputStream();
		int buffer = 0, held = 0;
		for (int i = -1; i <= bytes.length; i++) {
			final boolean clear = i < 0 || i > 0 && i % 200 == 0 && i < bytes.length;
			final int[] codes = i == bytes.length ? new int[] { 257 } : i < 0 ? new int[] { 256 } : clear ? new int[] { 256,
				bytes[i] & 0xff } : new int[] { bytes[i] & 0xff };
			for (final int code : codes) {
				buffer = buffer << 9 | code;
				for (held += 9; held >= 8; held -= 8)
					packed.write(buffer >> held - 8);
			}
		}
		if (held > 0) packed.write(buffer << 8 - held);
		return packed.toByteArray();
	}

	static byte[] packBits(final byte[] bytes) {
		final ByteArrayOutputStream packed = new ByteArrayOutputStream();
		for (int i = 0; i < bytes.length; i += 128) {
			final int n = Math.min(128, bytes.length - i);
			packed.write(n - 1);
			packed.write(bytes, i, n);
		}
		return packed.toByteArray();
	}
}
