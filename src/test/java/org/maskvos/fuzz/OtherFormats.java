package org.maskvos.fuzz;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ByteProcessor;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.ImageIO;

/** The other formats that ImageJ reads without plugins, damaged: GIF, BMP, PGM, FITS, DICOM, raw, zipped TIFF, text. */
final class OtherFormats implements Family {

	@Override
	public List<Case> cases() throws Exception {
		final List<Case> cases = new ArrayList<>();
		for (final Map.Entry<String, byte[]> format : formats().entrySet()) {
			final String suffix = format.getKey();
			final byte[] good = format.getValue();
			add(suffix, "good", good, Expected.either(names(suffix)), cases);
			for (final Mutations.Mutation m : Mutations.cuts(good, 10))
				add(suffix, m.name(), m.bytes(), m.bytes().length < 2 ? Expected.refused(names(suffix)) : Expected.either(names(
					suffix)), cases);
			for (final Mutations.Mutation m : Mutations.flips(good, 24, suffix.hashCode()))
				add(suffix, m.name(), m.bytes(), Expected.either(names(suffix)), cases);
			for (final Mutations.Mutation m : Mutations.shuffles(good, 6, suffix.hashCode()))
				add(suffix, m.name(), m.bytes(), Expected.either(names(suffix)), cases);
		}
		for (final String header : new String[] { "P5\n0 0\n255\n", "P5\n-1 5\n255\n", "P5\n99999999999 1\n255\n",
			"P5\n2 2\n0\n", "P5\n2 2\n99999\n", "P2\n2 2\n255\n1 2 3", "P2\n2 2\n255\nx y z w", "P6\n2 2\n255\n", "P7\n",
			"P5", "P5\n#" + "x".repeat(100_000), "P5\n30000 30000\n255\n" })
			add("pgm", "header" + cases.size(), header.getBytes(), Expected.either(names("pgm")), cases);
		zips(cases);
		return cases;
	}

	private static String[] names(final String suffix) {
		return new String[] { "m." + suffix, "'m'", "first.tif has" };
	}

	private static Map<String, byte[]> formats() throws IOException {
		final Map<String, byte[]> all = new LinkedHashMap<>();
		final BufferedImage image = new BufferedImage(Scene.WIDTH, Scene.HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
		final StringBuilder text = new StringBuilder();
		final ByteArrayOutputStream raw = new ByteArrayOutputStream();
		for (int y = 0; y < Scene.HEIGHT; y++) {
			for (int x = 0; x < Scene.WIDTH; x++) {
				image.getRaster().setSample(x, y, 0, Scene.id(x, y, 0));
				text.append(Scene.id(x, y, 0)).append(x < Scene.WIDTH - 1 ? "\t" : "\n");
				raw.write(Scene.id(x, y, 0));
			}
		}
		all.put("gif", encode(image, "gif"));
		all.put("bmp", encode(image, "bmp"));
		all.put("pgm", Mutations.concat(("P5\n" + Scene.WIDTH + " " + Scene.HEIGHT + "\n255\n").getBytes(), raw
			.toByteArray()));
		all.put("fits", fits(raw.toByteArray()));
		all.put("dcm", dicom(raw.toByteArray()));
		all.put("zip", zip("m.tif", TiffBytes.imagej().encode()));
		all.put("txt", text.toString().getBytes());
		all.put("raw", raw.toByteArray());
		all.put("roi", new FileSaver(new ImagePlus("m", stack())).serialize());
		return all;
	}

	private static ImageStack stack() {
		final ImageStack stack = new ImageStack(Scene.WIDTH, Scene.HEIGHT);
		stack.addSlice(new ByteProcessor(Scene.WIDTH, Scene.HEIGHT));
		return stack;
	}

	private static byte[] encode(final BufferedImage image, final String format) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(image, format, out);
		return out.toByteArray();
	}

	private static byte[] fits(final byte[] pixels) {
		final StringBuilder head = new StringBuilder();
		for (final String card : new String[] { "SIMPLE  =                    T", "BITPIX  =                    8",
			"NAXIS   =                    2", "NAXIS1  =                   32", "NAXIS2  =                   24", "END" })
			head.append(String.format("%-80s", card));
		return Mutations.concat(String.format("%-2880s", head).getBytes(), pixels, new byte[2880 - pixels.length]);
	}

	/** Explicit little-endian elements, as few as ImageJ needs. */
	private static byte[] dicom(final byte[] pixels) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.writeBytes(new byte[128]);
		out.writeBytes("DICM".getBytes());
		for (final int[] element : new int[][] { { 0x28, 0x02, 1 }, { 0x28, 0x10, Scene.HEIGHT }, { 0x28, 0x11,
			Scene.WIDTH }, { 0x28, 0x100, 8 }, { 0x28, 0x101, 8 }, { 0x28, 0x103, 0 } })
			out.writeBytes(new byte[] { (byte) element[0], 0, (byte) element[1], (byte) (element[1] >> 8), 'U', 'S', 2, 0,
				(byte) element[2], 0 });
		out.writeBytes(new byte[] { (byte) 0xe0, 0x7f, 0x10, 0, 'O', 'B', 0, 0, 0, 3, 0, 0 });
		out.writeBytes(pixels);
		return out.toByteArray();
	}

	private static void zips(final List<Case> cases) throws IOException {
		final byte[] tiff = TiffBytes.imagej().encode();
		add("zip", "two", zip("a.tif", tiff, "b.tif", tiff), Expected.either(names("zip")), cases);
		add("zip", "text", zip("a.txt", "x".getBytes()), Expected.refused(names("zip")), cases);
		add("zip", "slip", zip("../../a.tif", tiff), Expected.either(names("zip")), cases);
		add("zip", "bad-tiff", zip("a.tif", Mutations.noise(500, 2)), Expected.refused(names("zip")), cases);
		add("zip", "empty-tiff", zip("a.tif", new byte[0]), Expected.refused(names("zip")), cases);
		add("zip", "nested", zip("a.zip", zip("a.tif", tiff)), Expected.refused(names("zip")), cases);
		cases.add(Case.of("format-zip-bomb", Expected.refused(names("zip")), bench -> Calls.intensities(bench, bench.write(
			"m.zip", Bombs.zip("a.tif", 600)))));
		final TiffBytes truncated = TiffBytes.imagej();
		truncated.description = "ImageJ=1.54p\nimages=100000\nframes=100000\n";
		truncated.frames = 1;
		add("zip", "claims", zip("a.tif", truncated.encode()), Expected.refused(names("zip")), cases);
	}

	private static byte[] zip(final Object... entries) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			for (int i = 0; i < entries.length; i += 2) {
				zip.putNextEntry(new ZipEntry((String) entries[i]));
				zip.write((byte[]) entries[i + 1]);
			}
		}
		return out.toByteArray();
	}

	private static void add(final String suffix, final String name, final byte[] bytes, final Expected expected,
		final List<Case> cases)
	{
		final int n = cases.size();
		cases.add(Case.of("format-" + suffix + "-" + name, expected, bench -> Calls.any(bench, bench.write("m." + suffix,
			bytes), n)));
	}
}
