package org.maskvos.fuzz;

import ij.ImagePlus;
import ij.ImageStack;
import ij.plugin.filter.AVI_Writer;
import ij.process.ByteProcessor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** AVI files with wrong numbers in their headers, cut short, or with flipped bits. */
final class AviDamage implements Family {

	private static final String FILE = "m.avi";
	private static final String[] NAMES = { FILE, "'m.avi'", "'m'", "first.tif has" };

	@Override
	public List<Case> cases() throws Exception {
		final List<Case> cases = new ArrayList<>();
		for (final boolean packed : new boolean[] { false, true }) {
			final byte[] avi = avi(packed);
			final String kind = packed ? "jpeg" : "plain";
			for (int at = 0; at < 0x110; at += 4) {
				if (packed && at % 8 != 0) continue;
				for (final int value : new int[] { 0, -1, 0x7fffffff, 0x10000 }) {
					if ((at / 4 + value) % 2 != 0) continue;
					final byte[] copy = avi.clone();
					ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
					add(kind + "-at" + at + "=" + Integer.toHexString(value), copy, Expected.either(NAMES), cases);
				}
			}
			for (final Mutations.Mutation m : Mutations.cuts(avi, 12))
				add(kind + "-" + m.name(), m.bytes(), m.bytes().length < 300 ? Expected.refused(FILE) : Expected.either(NAMES),
					cases);
			for (final Mutations.Mutation m : Mutations.flips(avi, 30, packed ? 5 : 6))
				add(kind + "-" + m.name(), m.bytes(), Expected.either(NAMES), cases);
			for (final Mutations.Mutation m : Mutations.shuffles(avi, 12, packed ? 5 : 6))
				add(kind + "-" + m.name(), m.bytes(), Expected.either(NAMES), cases);
		}
		add("text", "RIFF this is no movie AVI ".getBytes(), Expected.refused(FILE), cases);
		add("riff", "RIFF\0\0\0\0AVI ".getBytes(), Expected.refused(FILE), cases);
		add("wave", "RIFF\44\0\0\0WAVEfmt ".getBytes(), Expected.refused(FILE), cases);
		add("empty", new byte[0], Expected.refused(FILE), cases);
		return cases;
	}

	private static void add(final String name, final byte[] bytes, final Expected expected, final List<Case> cases) {
		final int n = cases.size();
		cases.add(Case.of("avi-" + name, expected, bench -> {
			final String file = bench.write(FILE, bytes);
			return n % 3 == 0 ? Calls.propagate(bench, file) : Calls.intensities(bench, file);
		}));
	}

	private static byte[] avi(final boolean packed) throws Exception {
		final ImageStack stack = new ImageStack(Scene.WIDTH, Scene.HEIGHT);
		for (int t = 0; t < Scene.FRAMES; t++) {
			final ByteProcessor plane = new ByteProcessor(Scene.WIDTH, Scene.HEIGHT);
			final int[] ids = Scene.ids(t);
			for (int i = 0; i < ids.length; i++)
				plane.set(i, ids[i]);
			stack.addSlice(plane);
		}
		final Path file = Files.createTempFile("fuzz", ".avi");
		try {
			new AVI_Writer().writeImage(new ImagePlus("m", stack), file.toString(), packed ? AVI_Writer.JPEG_COMPRESSION
				: AVI_Writer.NO_COMPRESSION, 90);
			return Files.readAllBytes(file);
		}
		finally {
			Files.delete(file);
		}
	}
}
