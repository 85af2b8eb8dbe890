package org.maskvos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads NumPy archives of test vectors: numbers of any type (half floats too)
 * and strings, in C order.
 */
public final class Npz {

	/**
	 * @param shape slowest axis first
	 * @param values row major; empty for strings
	 * @param strings empty for numbers
	 */
	public record Array(int[] shape, double[] values, List<String> strings) {

		public float[] floats() {
			final float[] result = new float[values.length];
			for (int k = 0; k < result.length; k++)
				result[k] = (float) values[k];
			return result;
		}

		public int[] ints() {
			final int[] result = new int[values.length];
			for (int k = 0; k < result.length; k++)
				result[k] = (int) values[k];
			return result;
		}

		/** The part at one index of the first axis. */
		public Array at(final int index) {
			final int[] rest = java.util.Arrays.copyOfRange(shape, 1, shape.length);
			final int size = values.length / shape[0];
			return new Array(rest, java.util.Arrays.copyOfRange(values, index * size, (index + 1) * size), List.of());
		}
	}

	private final Map<String, Array> arrays = new LinkedHashMap<>();

	private Npz() {}

	/** The folder of shared test material; the test is skipped without it. */
	public static Path shared() {
		final Path shared = Path.of(System.getProperty("maskvos.shared", "../shared"));
		assumeTrue(Files.isDirectory(shared), "no shared test material at " + shared.toAbsolutePath());
		return shared;
	}

	/** An archive of the golden vectors; the test is skipped if it is absent. */
	public static Npz golden(final String name) throws IOException {
		final Path file = shared().resolve("golden").resolve(name);
		assumeTrue(Files.isRegularFile(file), "no golden vectors at " + file);
		return read(file);
	}

	public static Npz read(final Path file) throws IOException {
		final Npz npz = new Npz();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
			for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry())
				npz.arrays.put(e.getName().replace(".npy", ""), parse(ByteBuffer.wrap(zip.readAllBytes()).order(
					ByteOrder.LITTLE_ENDIAN)));
		}
		return npz;
	}

	public Set<String> names() {
		return arrays.keySet();
	}

	public Array get(final String name) {
		final Array array = arrays.get(name);
		if (array == null) throw new IllegalArgumentException("no array " + name + " among " + names());
		return array;
	}

	// -- Helper methods --

	private static Array parse(final ByteBuffer data) {
		final int major = data.get(6);
		data.position(8);
		final byte[] header = new byte[major == 1 ? data.getShort() & 0xffff : data.getInt()];
		data.get(header);
		final String text = new String(header, StandardCharsets.ISO_8859_1);
		if (text.contains("'fortran_order': True")) throw new IllegalArgumentException("Fortran order");
		final Matcher type = find("'descr': '([<>|=])(\\w)(\\d+)'", text);
		if (type.group(1).equals(">")) data.order(ByteOrder.BIG_ENDIAN);
		final List<Integer> shape = new ArrayList<>();
		int n = 1;
		for (final String s : find("'shape': \\(([^)]*)\\)", text).group(1).split(",")) {
			if (s.isBlank()) continue;
			shape.add(Integer.valueOf(s.trim()));
			n *= shape.get(shape.size() - 1);
		}
		final char kind = type.group(2).charAt(0);
		final int size = Integer.parseInt(type.group(3));
		final List<String> strings = new ArrayList<>();
		final double[] values = new double[kind == 'U' ? 0 : n];
		for (int k = 0; k < n; k++) {
			if (kind == 'U') strings.add(string(data, size));
			else values[k] = number(data, kind, size);
		}
		return new Array(shape.stream().mapToInt(i -> i).toArray(), values, strings);
	}

	private static Matcher find(final String pattern, final String text) {
		final Matcher matcher = Pattern.compile(pattern).matcher(text);
		if (!matcher.find()) throw new IllegalArgumentException("no " + pattern + " in " + text);
		return matcher;
	}

	private static String string(final ByteBuffer data, final int length) {
		final StringBuilder text = new StringBuilder();
		for (int k = 0; k < length; k++) {
			final int c = data.getInt();
			if (c != 0) text.appendCodePoint(c);
		}
		return text.toString();
	}

	private static double number(final ByteBuffer data, final char kind, final int size) {
		switch ("" + kind + size) {
			case "b1":
			case "i1":
				return data.get();
			case "u1":
				return data.get() & 0xff;
			case "i2":
				return data.getShort();
			case "u2":
				return data.getShort() & 0xffff;
			case "i4":
				return data.getInt();
			case "u4":
				return data.getInt() & 0xffffffffL;
			case "i8":
			case "u8":
				return data.getLong();
			case "f2":
				return half(data.getShort());
			case "f4":
				return data.getFloat();
			case "f8":
				return data.getDouble();
			default:
				throw new IllegalArgumentException("type " + kind + size);
		}
	}

	private static double half(final short bits) {
		final int exponent = bits >> 10 & 31, fraction = bits & 1023;
		final double size = exponent == 0 ? fraction * 0x1p-24 : exponent == 31 ? fraction == 0 ? Double.POSITIVE_INFINITY
			: Double.NaN : (1024 + fraction) * Math.pow(2, exponent - 25);
		return bits < 0 ? -size : size;
	}
}
