package org.maskvos.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Whole TIFF files of every kind: read, or refused by name. */
final class TiffKinds implements Family {

	private static final String FILE = "m.tif";

	@Override
	public List<Case> cases() {
		final List<Case> cases = new ArrayList<>();
		for (final int compression : new int[] { TiffBytes.NONE, TiffBytes.LZW, TiffBytes.DEFLATE, TiffBytes.PACK_BITS })
			for (final int bits : new int[] { 1, 8, 12, 16, 32, 64 })
				for (final int layout : new int[] { 0, 1, 2, 3, 4 })
					cases.add(kind(compression, bits, layout, cases.size()));
		for (final int code : new int[] { 0, 2, 3, 4, 6, 7, 9, 32809, 32946, 33003, 34712, 34887, 34925, 50000, 50002,
			65535 })
			cases.add(other("compression-" + code, tiff -> tiff.compression = code, Expected.either(FILE)));
		for (final int samples : new int[] { 2, 3, 4, 5 })
			for (final int bits : new int[] { 8, 16, 32 })
				for (final boolean planar : new boolean[] { false, true })
					cases.add(other("samples-" + samples + "x" + bits + (planar ? "-planar" : ""), tiff -> {
						tiff.samples = samples;
						tiff.bits = bits;
						tiff.planar = planar;
						tiff.photometric = samples < 3 ? 1 : 2;
					}, Expected.either(FILE)));
		for (final int format : new int[] { 0, 2, 3, 4, 5, 6, 9 })
			for (final int bits : new int[] { 8, 16, 32 })
				cases.add(other("format-" + format + "x" + bits, tiff -> {
					tiff.format = format;
					tiff.bits = bits;
				}, Expected.either(FILE)));
		for (final int bits : new int[] { 0, 2, 3, 4, 10, 14, 24, 48, 128, 65535 })
			cases.add(other("bits-" + bits, tiff -> tiff.extra.put(258, new long[] { 3, bits }), Expected.either(FILE)));
		for (int photometric = 0; photometric < 10; photometric++) {
			final int code = photometric;
			cases.add(other("photometric-" + code, tiff -> tiff.photometric = code, Expected.either(FILE)));
		}
		return cases;
	}

	private interface Change {

		void of(TiffBytes tiff);
	}

	private static Case other(final String name, final Change change, final Expected expected) {
		final int n = name.hashCode() & 0xff;
		return Case.of("tiff-kind-" + name, expected, bench -> {
			final TiffBytes tiff = TiffBytes.imagej();
			change.of(tiff);
			return Calls.any(bench, bench.write(FILE, tiff.encode()), n);
		});
	}

	/** @param layout strips of all rows or a few; the other byte order; BigTIFF; tiles */
	private static Case kind(final int compression, final int bits, final int layout, final int n) {
		final boolean usual = layout < 2 && (bits == 8 || bits == 16);
		return Case.of("tiff-kind-" + compression + "-" + bits + "-" + layout, usual ? Expected.done() : Expected.either(
			FILE), bench -> {
				final TiffBytes tiff = TiffBytes.imagej();
				tiff.compression = compression;
				tiff.bits = bits;
				tiff.format = bits == 64 ? 3 : 1;
				tiff.rowsPerStrip = layout == 0 ? Scene.HEIGHT : 7;
				tiff.little = layout != 2;
				tiff.big = layout == 3;
				tiff.tiled = layout == 4 && bits % 8 == 0;
				tiff.predictor = compression == TiffBytes.LZW && (bits == 8 || bits == 16) && layout == 1;
				return Calls.any(bench, bench.write(FILE, tiff.encode()), n);
			});
	}
}
