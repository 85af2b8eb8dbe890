package org.maskvos.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** TIFF files that are cut short, have flipped bits, or whose compressed strips are damaged. */
final class TiffDamage implements Family {

	private static final String FILE = "m.tif";

	@Override
	public List<Case> cases() {
		final List<Case> cases = new ArrayList<>();
		for (final int compression : new int[] { TiffBytes.NONE, TiffBytes.LZW, TiffBytes.DEFLATE, TiffBytes.PACK_BITS }) {
			final TiffBytes tiff = TiffBytes.imagej();
			tiff.compression = compression;
			tiff.rowsPerStrip = 10;
			final byte[] file = tiff.encode();
			final List<Mutations.Mutation> all = Mutations.cuts(file, 16);
			all.addAll(Mutations.flips(file, 36, compression));
			all.addAll(Mutations.shuffles(file, 9, compression));
			for (final Mutations.Mutation mutation : all) {
				// NB: ImageJ's own stacks are read without the later directories.
				final boolean bad = mutation.name().startsWith("cut") && mutation.bytes().length < tiff.pixelsEnd();
				cases.add(Case.of("tiff-" + compression + "-" + mutation.name(), bad ? Expected.refused(FILE) : Expected.either(
					Calls.NAMES), bench -> Calls.any(bench, bench.write(FILE, mutation.bytes()), mutation.name().hashCode() &
						0xff)));
			}
		}
		for (final int compression : new int[] { TiffBytes.LZW, TiffBytes.DEFLATE, TiffBytes.PACK_BITS })
			strips().forEach((name, damage) -> {
				for (int way = 0; way < 4; way++) {
					final int n = way;
					cases.add(Case.of("tiff-strip-" + compression + "-" + name + "-" + way, Expected.refused(FILE), bench -> {
						final TiffBytes tiff = TiffBytes.imagej();
						tiff.compression = compression;
						tiff.rowsPerStrip = 12;
						tiff.damage = damage;
						return Calls.any(bench, bench.write(FILE, tiff.encode()), n);
					}));
				}
			});
		cases.addAll(bombs());
		return cases;
	}

	/** Too little, or nothing that makes sense. */
	private static Map<String, UnaryOperator<byte[]>> strips() {
		final Map<String, UnaryOperator<byte[]>> damages = new LinkedHashMap<>();
		damages.put("halved", strip -> Arrays.copyOf(strip, strip.length / 2));
		damages.put("one-byte", strip -> Arrays.copyOf(strip, 1));
		damages.put("empty", strip -> new byte[0]);
		damages.put("end-only", strip -> new byte[] { (byte) 0x80, (byte) 0x80, (byte) 0x80 });
		damages.put("last-third", strip -> Arrays.copyOfRange(strip, strip.length * 2 / 3, strip.length));
		return damages;
	}

	private static List<Case> bombs() {
		final List<Case> cases = new ArrayList<>();
		for (final int megabytes : new int[] { 16, 256 })
			cases.add(Case.of("tiff-bomb-deflate-" + megabytes, Expected.either(Calls.NAMES), bench -> {
				final TiffBytes tiff = TiffBytes.imagej();
				tiff.compression = TiffBytes.DEFLATE;
				tiff.damage = strip -> Bombs.zlib(megabytes);
				tiff.frames = 1;
				return Calls.any(bench, bench.write(FILE, tiff.encode()), megabytes / 16);
			}));
		for (final int code : new int[] { 5, 32773 })
			for (final int side : new int[] { 30_000, 60_000, 1_000_000 })
				cases.add(Case.of("tiff-bomb-size-" + code + "-" + side, Expected.refused(FILE), bench -> {
					final TiffBytes tiff = new TiffBytes();
					tiff.compression = code;
					tiff.frames = 1;
					tiff.extra.put(256, new long[] { TiffBytes.LONG, side });
					tiff.extra.put(257, new long[] { TiffBytes.LONG, side });
					return Calls.any(bench, bench.write(FILE, tiff.encode()), side / 1000);
				}));
		return cases;
	}
}
