package org.maskvos.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** TIFF files of strange build: thousands of directories, strips or tags, shared pixels, tags that nobody knows. */
final class TiffShapes implements Family {

	private static final String FILE = "m.tif";

	@Override
	public List<Case> cases() {
		final List<Case> cases = new ArrayList<>();
		for (final int frames : new int[] { 1000, 20_000 })
			add("directories-" + frames, Expected.either(Calls.NAMES), () -> chain(frames, 1), cases);
		add("one-row-strips", Expected.done(), () -> {
			final TiffBytes tiff = TiffBytes.imagej();
			tiff.rowsPerStrip = 1;
			return tiff.encode();
		}, cases);
		add("many-tags", Expected.done(), () -> {
			final TiffBytes tiff = TiffBytes.imagej();
			for (int tag = 40_000; tag < 43_000; tag++)
				tiff.extra.put(tag, new long[] { TiffBytes.LONG, tag });
			return tiff.encode();
		}, cases);
		add("large-unknown-tag", Expected.done(), () -> {
			final TiffBytes tiff = TiffBytes.imagej();
			tiff.extra.put(50_000, new long[300_000]);
			tiff.extra.get(50_000)[0] = TiffBytes.LONG;
			return tiff.encode();
		}, cases);
		add("large-description", Expected.either(Calls.NAMES), () -> {
			final TiffBytes tiff = TiffBytes.imagej();
			tiff.description += "x".repeat(3_000_000);
			return tiff.encode();
		}, cases);
		for (final int strips : new int[] { 2, 100_000 })
			add("strips-" + strips, Expected.either(Calls.NAMES), () -> {
				final TiffBytes tiff = TiffBytes.imagej();
				final long[] offsets = new long[strips + 1], lengths = new long[strips + 1];
				java.util.Arrays.fill(offsets, 8);
				java.util.Arrays.fill(lengths, 64);
				offsets[0] = lengths[0] = TiffBytes.LONG;
				tiff.extra.put(273, offsets);
				tiff.extra.put(279, lengths);
				return tiff.encode();
			}, cases);
		for (final int tag : new int[] { 256, 257, 258, 259, 262, 273, 277, 278, 279, 282, 296, 339 }) {
			add("without-" + tag, Expected.either(Calls.NAMES), () -> {
				final TiffBytes tiff = TiffBytes.imagej();
				tiff.extra.put(tag, new long[0]);
				return tiff.encode();
			}, cases);
			add("text-" + tag, Expected.either(Calls.NAMES), () -> {
				final TiffBytes tiff = TiffBytes.imagej();
				tiff.extra.put(tag, new long[] { TiffBytes.ASCII, '1', '6', 0 });
				return tiff.encode();
			}, cases);
			add("many-" + tag, Expected.either(Calls.NAMES), () -> {
				final TiffBytes tiff = TiffBytes.imagej();
				tiff.extra.put(tag, new long[] { TiffBytes.SHORT, 16, 16, 16, 16, 16, 16, 16 });
				return tiff.encode();
			}, cases);
		}
		for (final int predictor : new int[] { 0, 2, 3, 9 })
			for (final int compression : new int[] { TiffBytes.NONE, TiffBytes.LZW, TiffBytes.PACK_BITS })
				add("predictor-" + predictor + "-" + compression, Expected.either(Calls.NAMES), () -> {
					final TiffBytes tiff = TiffBytes.imagej();
					tiff.compression = compression;
					tiff.extra.put(317, new long[] { TiffBytes.SHORT, predictor });
					return tiff.encode();
				}, cases);
		add("no-directories", Expected.refused(FILE), () -> new byte[] { 'I', 'I', 42, 0, 0, 0, 0, 0 }, cases);
		add("directory-in-header", Expected.refused(FILE), () -> new byte[] { 'I', 'I', 42, 0, 0, 0, 0, 0, 0, 0, 0, 0 },
			cases);
		add("empty-directories", Expected.refused(FILE), () -> chain(20, 0), cases);
		add("two-files", Expected.either(Calls.NAMES), () -> Mutations.concat(TiffBytes.imagej().encode(), TiffBytes
			.imagej().encode()), cases);
		add("much-behind", Expected.done(), () -> Mutations.concat(TiffBytes.imagej().encode(), new byte[4 << 20]), cases);
		return cases;
	}

	private interface Bytes {

		byte[] make() throws Exception;
	}

	private static void add(final String name, final Expected expected, final Bytes bytes, final List<Case> cases) {
		final int n = cases.size();
		cases.add(Case.of("tiff-shape-" + name, expected, bench -> Calls.any(bench, bench.write(FILE, bytes.make()), n)));
	}

	/**
	 * Directories that all mean the same pixels.
	 *
	 * @param side of the images in px; 0 for directories without entries
	 */
	private static byte[] chain(final int directories, final int side) {
		final int[][] tags = side == 0 ? new int[0][] : new int[][] { { 256, side }, { 257, side }, { 258, 8 }, { 259, 1 },
			{ 262, 1 }, { 273, 8 }, { 278, side }, { 279, side * side } };
		final int bytes = 2 + 12 * tags.length + 4;
		final ByteBuffer out = ByteBuffer.allocate(16 + directories * bytes).order(ByteOrder.LITTLE_ENDIAN);
		out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(16).putLong(1);
		for (int i = 0; i < directories; i++) {
			out.putShort((short) tags.length);
			for (final int[] tag : tags)
				out.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
			out.putInt(i == directories - 1 ? 0 : 16 + (i + 1) * bytes);
		}
		final ByteArrayOutputStream file = new ByteArrayOutputStream();
		file.writeBytes(out.array());
		return file.toByteArray();
	}
}
