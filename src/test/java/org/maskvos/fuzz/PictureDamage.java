package org.maskvos.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

/** Folders of PNG and JPEG frames, of which the second is odd; and such files alone. */
final class PictureDamage implements Family {

	@Override
	public List<Case> cases() throws Exception {
		final List<Case> cases = new ArrayList<>();
		damaged().forEach((name, bytes) -> add(name, ".png", bytes, Expected.refused("1.png"), cases));
		odd().forEach((name, bytes) -> add(name, ".png", bytes, Expected.either("1.png", "frames"), cases));
		final byte[] png = Pngs.scene(1);
		for (final Mutations.Mutation m : Mutations.cuts(png, 12))
			add(m.name(), ".png", m.bytes(), m.bytes().length < png.length - 16 ? Expected.refused("1.png") : Expected.either(
				"1.png"), cases);
		for (final Mutations.Mutation m : Mutations.flips(png, 30, 3))
			add(m.name(), ".png", m.bytes(), Expected.either("1.png"), cases);
		final byte[] jpeg = jpeg();
		for (final Mutations.Mutation m : Mutations.cuts(jpeg, 10))
			add(m.name(), ".jpg", m.bytes(), m.bytes().length < jpeg.length / 2 ? Expected.refused("1.jpg") : Expected.either(
				"1.jpg"), cases);
		for (final Mutations.Mutation m : Mutations.flips(jpeg, 40, 4))
			add(m.name(), ".jpg", m.bytes(), Expected.either("1.jpg"), cases);
		for (final Mutations.Mutation m : Mutations.shuffles(jpeg, 9, 4))
			add(m.name(), ".jpg", m.bytes(), Expected.either("1.jpg"), cases);
		for (final int[] size : new int[][] { { 0, 24 }, { 32, 0 }, { 65535, 65535 }, { 65535, 1 }, { 32, 23 }, { 33,
			24 } })
			add("size-" + size[0] + "x" + size[1], ".jpg", sized(jpeg, size[0], size[1]), Expected.refused("1.jpg"), cases);
		return cases;
	}

	/** Another size in the frame header. */
	private static byte[] sized(final byte[] jpeg, final int width, final int height) {
		final byte[] copy = jpeg.clone();
		for (int i = 2; i < copy.length - 9; i++)
			if (copy[i] == (byte) 0xff && copy[i + 1] == (byte) 0xc0) {
				ByteBuffer.wrap(copy).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
				break;
			}
		return copy;
	}

	private static void add(final String name, final String suffix, final byte[] odd, final Expected expected,
		final List<Case> cases)
	{
		final int n = cases.size();
		cases.add(Case.of("picture" + suffix.replace('.', '-') + "-" + name, expected, bench -> {
			final byte[] good = suffix.equals(".png") ? Pngs.scene(0) : jpeg();
			bench.write("m/0" + suffix, good);
			bench.write("m/1" + suffix, odd);
			bench.write("m/2" + suffix, good);
			// NB: what JPEG leaves of ids are no ids
			final boolean ids = suffix.equals(".png") && n % 2 == 0;
			return ids ? Calls.evaluate(bench, bench.in("m")) : Calls.intensities(bench, bench.in("m"));
		}));
	}

	/** What no reader can make an image of. */
	private static Map<String, byte[]> damaged() {
		final byte[] header = Pngs.header(Scene.WIDTH, Scene.HEIGHT, 8, 0, 0, 0, 0), rows = Pngs.rows(1, 0);
		final byte[] packed = TiffBytes.deflate(rows);
		final Map<String, byte[]> all = new LinkedHashMap<>();
		all.put("dictionary", Pngs.file(header, Pngs.chunk("IDAT", new byte[] { 0x78, 0x20, 0, 0, 0, 1 })));
		all.put("dictionary-data", Pngs.file(header, Pngs.chunk("IDAT", Mutations.concat(new byte[] { 0x78, (byte) 0xbb, 1,
			2, 3, 4 }, packed))));
		all.put("no-data", Pngs.file(header));
		all.put("empty-data", Pngs.file(header, Pngs.chunk("IDAT", new byte[0])));
		all.put("many-empty", Pngs.file(header, Mutations.concat(Pngs.chunk("IDAT", new byte[0]), Pngs.chunk("IDAT",
			new byte[0])), Pngs.chunk("IDAT", new byte[0])));
		all.put("half-data", Pngs.file(header, Pngs.chunk("IDAT", Arrays.copyOf(packed, packed.length / 2))));
		all.put("noise-data", Pngs.file(header, Pngs.chunk("IDAT", Mutations.noise(200, 1))));
		all.put("stored-lie", Pngs.file(header, Pngs.chunk("IDAT", new byte[] { 0x78, 1, 1, (byte) 0xff, (byte) 0xff, 0,
			0 })));
		all.put("few-rows", Pngs.file(header, Pngs.chunk("IDAT", TiffBytes.deflate(Arrays.copyOf(rows, 100)))));
		all.put("filter-5", Pngs.file(header, Pngs.chunk("IDAT", TiffBytes.deflate(Pngs.rows(1, 5)))));
		all.put("filter-255", Pngs.file(header, Pngs.chunk("IDAT", TiffBytes.deflate(Pngs.rows(1, 255)))));
		all.put("length-minus-1", Mutations.concat(Pngs.SIGNATURE, header, Pngs.chunk(-1, "IDAT".getBytes(), 0)));
		all.put("length-minus-12", Mutations.concat(Pngs.SIGNATURE, header, Pngs.chunk(-12, "IDAT".getBytes(), 0)));
		all.put("length-minus-12-other", Mutations.concat(Pngs.SIGNATURE, header, Pngs.chunk(-12, "tEXt".getBytes(), 0)));
		all.put("length-max", Mutations.concat(Pngs.SIGNATURE, header, Pngs.chunk(Integer.MAX_VALUE, "IDAT".getBytes(),
			0)));
		all.put("length-max-other", Mutations.concat(Pngs.SIGNATURE, header, Pngs.chunk(Integer.MAX_VALUE, "tEXt"
			.getBytes(), 0)));
		all.put("text", "this is not a picture".getBytes());
		all.put("empty", new byte[0]);
		all.put("signature", Pngs.SIGNATURE);
		all.put("zeros", new byte[1000]);
		for (final long[] size : new long[][] { { 0, 24 }, { 32, 0 }, { -1, 24 }, { 32, -1 }, { 33, 24 }, { 31, 24 }, { 32,
			25 }, { 32, 23 }, { Integer.MAX_VALUE, 1 }, { 1, Integer.MAX_VALUE }, { 65536, 65536 }, { 46341, 46341 }, {
				Integer.MAX_VALUE, Integer.MAX_VALUE }, { 1000000, 1000000 }, { Integer.MIN_VALUE, 24 } })
			all.put("size-" + size[0] + "x" + size[1], Pngs.file(Pngs.header(size[0], size[1], 8, 0, 0, 0, 0), Pngs.chunk(
				"IDAT", packed)));
		return all;
	}

	/** What some readers forgive. */
	private static Map<String, byte[]> odd() {
		final byte[] header = Pngs.header(Scene.WIDTH, Scene.HEIGHT, 8, 0, 0, 0, 0), rows = Pngs.rows(1, 0);
		final byte[] data = Pngs.chunk("IDAT", TiffBytes.deflate(rows));
		final Map<String, byte[]> all = new LinkedHashMap<>();
		for (final int depth : new int[] { 0, 1, 2, 3, 4, 8, 16, 32, 255 })
			for (final int colour : new int[] { 0, 1, 2, 3, 4, 6, 7 })
				all.put("depth-" + depth + "-colour-" + colour, Pngs.file(Pngs.header(Scene.WIDTH, Scene.HEIGHT, depth, colour,
					0, 0, 0), data));
		for (int i = 0; i < 3; i++) {
			final int[] rest = { 8, 0, 0, 0, 0 };
			rest[2 + i] = 1;
			all.put("method-" + i, Pngs.file(Pngs.header(Scene.WIDTH, Scene.HEIGHT, rest), data));
		}
		final byte[] wrong = data.clone();
		wrong[wrong.length - 1]++;
		all.put("crc", Pngs.file(header, wrong));
		all.put("no-end", Mutations.concat(Pngs.SIGNATURE, header, data));
		all.put("no-header", Pngs.file(data));
		all.put("two-headers", Pngs.file(header, header, data));
		all.put("behind-end", Mutations.concat(Pngs.file(header, data), Mutations.noise(100, 2)));
		all.put("twice", Pngs.file(header, data, data));
		all.put("unknown-critical", Pngs.file(header, Pngs.chunk("ABCD", new byte[10]), data));
		all.put("palette-empty", Pngs.file(Pngs.header(Scene.WIDTH, Scene.HEIGHT, 8, 3, 0, 0, 0), Pngs.chunk("PLTE",
			new byte[0]), data));
		all.put("palette-huge", Pngs.file(header, Pngs.chunk("PLTE", new byte[3000]), data));
		all.put("text-bomb", Pngs.file(header, Pngs.chunk("zTXt", Mutations.concat("k\0\0".getBytes(), Bombs.zlib(8))),
			data));
		all.put("profile-bomb", Pngs.file(header, Pngs.chunk("iCCP", Mutations.concat("k\0\0".getBytes(), Bombs.zlib(8))),
			data));
		all.put("data-bomb", Pngs.file(header, Pngs.chunk("IDAT", Bombs.zlib(8))));
		all.put("rgb-bomb", Pngs.file(Pngs.header(Scene.WIDTH, Scene.HEIGHT, 8, 2, 0, 0, 0), Pngs.chunk("IDAT", Bombs.zlib(
			8))));
		return all;
	}

	private static byte[] jpeg() throws Exception {
		final BufferedImage image = new BufferedImage(Scene.WIDTH, Scene.HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
		for (int y = 0; y < Scene.HEIGHT; y++)
			for (int x = 0; x < Scene.WIDTH; x++)
				image.getRaster().setSample(x, y, 0, 80 * Scene.id(x, y, 0));
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(image, "jpg", out);
		return out.toByteArray();
	}
}
