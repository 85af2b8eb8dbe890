package org.maskvos.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A TIFF file with one wrong number in its header or directories; and with several. */
final class TiffNumbers implements Family {

	private static final String FILE = "m.tif";

	@Override
	public List<Case> cases() {
		final List<Case> cases = new ArrayList<>();
		final TiffBytes little = TiffBytes.imagej();
		little.rowsPerStrip = 10;
		add("le", little, 2, cases);
		final TiffBytes big = TiffBytes.imagej();
		big.big = true;
		big.little = false;
		add("big", big, 3, cases);
		final TiffBytes packed = new TiffBytes();
		packed.compression = TiffBytes.LZW;
		packed.bits = 8;
		packed.rowsPerStrip = 9;
		packed.little = false;
		add("lzw", packed, 4, cases);
		return cases;
	}

	/** @param every so manyth of all combinations */
	private static void add(final String name, final TiffBytes tiff, final int every, final List<Case> cases) {
		final byte[] file = tiff.encode();
		int n = 0;
		for (final TiffBytes.Field field : List.copyOf(tiff.fields())) {
			if (field.name().startsWith("1.") && !field.name().matches("1\\.(25[67]|27[39]|278|entries|next).*") || field
				.name().startsWith("2.") && !field.name().matches("2\\.(next|273.*|257.*)")) continue;
			if (field.name().contains("270.values") && !field.name().endsWith("values1")) continue;
			final long old = tiff.read(file, field);
			for (final long value : values(field.size(), old)) {
				if (++n % every != 0) continue;
				final int way = n;
				cases.add(Case.of("tiff-number-" + name + "-" + field.name() + "=" + Long.toHexString(value), Expected.either(
					Calls.NAMES), bench -> Calls.any(bench, bench.write(FILE, tiff.with(file, field, value)), way)));
			}
		}
	}

	private static long[] values(final int size, final long old) {
		return LongStream.of(switch (size) {
			case 1 -> new long[] { 0, 0xff };
			case 2 -> new long[] { 0, 1, 2, 3, 5, 11, 12, 16, 0x7fff, 0xffff, old + 1 };
			case 4 -> new long[] { 0, 1, 8, 9, 0x7fffffffL, 0x80000000L, 0xffffffffL, 0x10000, 0x8000000, old + 1, old - 1 };
			default -> new long[] { 0, 1, 16, 0x7fffffffL, 0x80000000L, 0xffffffffL, 0x100000000L, Long.MAX_VALUE,
				Long.MIN_VALUE, -1, old + 1 };
		}).filter(value -> value != old).distinct().toArray();
	}
}
