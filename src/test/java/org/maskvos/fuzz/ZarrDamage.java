package org.maskvos.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** OME-Zarr whose metadata or chunks are odd. */
final class ZarrDamage implements Family {

	private static final String NAME = "m.zarr";
	private static final String[] NAMES = { NAME, "'m'", "first.tif has" };

	/** Changes a good image. */
	private interface Change {

		void of(Bench bench) throws Exception;
	}

	@Override
	public List<Case> cases() throws Exception {
		final List<Case> cases = new ArrayList<>();
		metadata("2-array", NAME + "/0/.zarray", Zarrs.ARRAY_2, 2, 2, cases);
		metadata("2-image", NAME + "/.zattrs", Zarrs.ATTRIBUTES, 2, 4, cases);
		metadata("3-array", NAME + "/0/zarr.json", Zarrs.ARRAY_3, 3, 3, cases);
		metadata("3-image", NAME + "/zarr.json", Zarrs.group3(), 3, 6, cases);
		chunks(2, "/0/1/0/0", cases);
		chunks(3, "/0/c/1/0/0", cases);
		blosc(cases);
		places(cases);
		return cases;
	}

	private static void metadata(final String name, final String file, final String text, final int version,
		final int every, final List<Case> cases) throws IOException
	{
		JsonMutations.of(text, every).forEach((how, changed) -> add(name + how, version, Expected.either(NAMES),
			bench -> bench.write(file, changed), cases));
		JsonMutations.broken(text).forEach((how, broken) -> add(name + "-" + how, version, Expected.either(NAMES),
			bench -> bench.write(file, broken), cases));
	}

	private static void chunks(final int version, final String chunk, final List<Case> cases) throws IOException {
		final byte[] good = version == 2 ? TiffBytes.deflate(Zarrs.plane(1)) : Zarrs.gzip(Zarrs.plane(1));
		final String name = version + "-chunk-";
		for (final Mutations.Mutation m : Mutations.cuts(good, 10))
			if (m.bytes().length < good.length - 12) bytes(name + m.name(), version, chunk, m.bytes(), Expected.refused(NAME),
				cases);
		for (final Mutations.Mutation m : Mutations.flips(good, 12, version))
			bytes(name + m.name(), version, chunk, m.bytes(), Expected.either(NAMES), cases);
		bytes(name + "noise", version, chunk, Mutations.noise(500, 1), Expected.refused(NAME), cases);
		bytes(name + "text", version, chunk, "no chunk".getBytes(), Expected.refused(NAME), cases);
		final byte[] shorter = Arrays.copyOf(Zarrs.plane(1), 700), longer = Arrays.copyOf(Zarrs.plane(1), 3000);
		bytes(name + "short", version, chunk, version == 2 ? TiffBytes.deflate(shorter) : Zarrs.gzip(shorter), Expected
			.refused(NAME), cases);
		bytes(name + "long", version, chunk, version == 2 ? TiffBytes.deflate(longer) : Zarrs.gzip(longer), Expected.either(
			NAMES), cases);
		add(name + "bomb", version, Expected.either(NAMES), bench -> bench.write(NAME + chunk, version == 2 ? Bombs.zlib(
			300) : Bombs.gzip(300)), cases);
		bytes(name + "dictionary", version, chunk, new byte[] { 0x78, 0x20, 0, 0, 0, 1 }, Expected.refused(NAME), cases);
		add(name + "gone", version, Expected.either(NAMES), bench -> Zarrs.remove(bench, NAME + chunk), cases);
		add(name + "folder", version, Expected.refused(NAME), bench -> {
			Zarrs.remove(bench, NAME + chunk);
			bench.folder(NAME + chunk);
		}, cases);
		add(name + "pipe", version, Expected.refused(NAME), bench -> {
			Zarrs.remove(bench, NAME + chunk);
			Bench.pipe(bench.in().resolve(NAME + chunk));
		}, cases);
		add(name + "loop", version, Expected.refused(NAME), bench -> {
			Zarrs.remove(bench, NAME + chunk);
			Files.createSymbolicLink(bench.in().resolve(NAME + chunk), bench.in().resolve(NAME + chunk));
		}, cases);
		add(name + "device", version, Expected.refused(NAME), bench -> {
			Zarrs.remove(bench, NAME + chunk);
			Files.createSymbolicLink(bench.in().resolve(NAME + chunk), Path.of("/dev/zero"));
		}, cases);
		add(name + "row-is-file", version, Expected.either(NAMES), bench -> {
			final String row = NAME + chunk.substring(0, chunk.lastIndexOf('/'));
			Zarrs.remove(bench, row);
			bench.write(row, "x");
		}, cases);
	}

	private static void bytes(final String name, final int version, final String chunk, final byte[] bytes,
		final Expected expected, final List<Case> cases)
	{
		add(name, version, expected, bench -> bench.write(NAME + chunk, bytes), cases);
	}

	/** Other codecs over chunks of anything: none of it fits. */
	private static void blosc(final List<Case> cases) {
		for (final String id : new String[] { "blosc", "zstd", "lz4", "gzip", "zlib", "bz2", "lzma", "numcodecs.zstd",
			"crc32c", "sharding_indexed", "../x" })
			for (int i = 0; i < 8; i++) {
				final byte[] bytes = switch (i) {
					case 0 -> new byte[0];
					case 1 -> new byte[3];
					case 2 -> new byte[16];
					case 3 -> Mutations.noise(300, i);
					case 4 -> frame(1536, 1536, 1 << 5, 20);
					case 5 -> frame(1536, 1, 2, 20);
					case 6 -> frame(1536, 768, 4 << 5 | 1, Integer.MAX_VALUE);
					default -> frame(-1, -1, 0xff, -5);
				};
				add("codec-" + id.replace("../", "") + "-" + i, 2, Expected.refused(NAME), bench -> {
					bench.write(NAME + "/0/.zarray", Zarrs.ARRAY_2.replace("zlib", id));
					bench.write(NAME + "/0/0/0/0", bytes);
					bench.write(NAME + "/0/1/0/0", bytes);
				}, cases);
			}
	}

	/** The head of a frame of Blosc. */
	private static byte[] frame(final int length, final int block, final int flags, final int start) {
		return ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).put((byte) 2).put((byte) 1).put((byte) flags).put(
			(byte) 2).putInt(length).putInt(block).putInt(64).putInt(start).array();
	}

	private static void places(final List<Case> cases) {
		add("2-no-group", 2, Expected.done(), bench -> Zarrs.remove(bench, NAME + "/.zgroup"), cases);
		add("2-no-attributes", 2, Expected.refused(NAME), bench -> Zarrs.remove(bench, NAME + "/.zattrs"), cases);
		add("2-no-array", 2, Expected.refused(NAME), bench -> Zarrs.remove(bench, NAME + "/0/.zarray"), cases);
		add("2-no-chunks", 2, Expected.either(NAMES), bench -> {
			for (int t = 0; t < 3; t++)
				Zarrs.remove(bench, NAME + "/0/" + t);
		}, cases);
		add("2-empty-folder", 2, Expected.refused(NAME), bench -> {
			Zarrs.remove(bench, NAME);
			bench.folder(NAME);
		}, cases);
		add("2-is-file", 2, Expected.refused(NAME), bench -> {
			Zarrs.remove(bench, NAME);
			bench.write(NAME, "x");
		}, cases);
		add("2-attributes-folder", 2, Expected.refused(NAME), bench -> {
			Zarrs.remove(bench, NAME + "/.zattrs");
			bench.folder(NAME + "/.zattrs");
		}, cases);
		add("2-array-pipe", 2, Expected.refused(NAME), bench -> {
			Zarrs.remove(bench, NAME + "/0/.zarray");
			Bench.pipe(bench.in().resolve(NAME + "/0/.zarray"));
		}, cases);
		for (final String path : new String[] { "../other.zarr/0", "../../in/other.zarr/0", "/", "", "..",
			"./0/../../other.zarr/0", "/etc", "0/../../other.zarr/0" })
			add("2-leaves-" + path.replace('/', '_').replace("..", "up"), 2, Expected.refused(NAME), bench -> {
				Zarrs.two(bench, "other.zarr");
				bench.write(NAME + "/.zattrs", Zarrs.ATTRIBUTES.replace("\"path\": \"0\"", "\"path\": \"" + path + "\""));
			}, cases);
		add("2-both-versions", 2, Expected.either(NAMES), bench -> Zarrs.three(bench, NAME), cases);
		for (final String shape : new String[] { "[2147483648, 24, 32]", "[3, 65536, 65536]", "[3, 24, 99999999999]",
			"[9223372036854775807, 9223372036854775807, 9223372036854775807]", "[1000000000, 24, 32]", "[0, 24, 32]",
			"[3, 0, 0]", "[-3, 24, 32]", "[3.5, 24, 32]", "[3, 24, 32, 1]", "[24, 32]", "[1e30, 24, 32]" })
			add("2-shape-" + shape.replaceAll("[^0-9e.-]+", "_"), 2, Expected.refused(NAMES), bench -> bench.write(NAME +
				"/0/.zarray", Zarrs.ARRAY_2.replace("[3, 24, 32]", shape)), cases);
		for (final String chunks : new String[] { "[1, 46341, 46341]", "[2147483647, 24, 32]", "[1, 1, 1]", "[3, 24, 32]",
			"[0, 24, 32]", "[-1, -24, 32]", "[65536, 65536, 65536]", "[4294967297, 24, 32]", "[1, 24]" })
			add("2-chunks-" + chunks.replaceAll("[^0-9e.-]+", "_"), 2, chunks.matches(".*1, 1, 1.*|.*3, 24.*") ? Expected
				.either(NAMES) : Expected.refused(NAMES), bench -> bench.write(NAME + "/0/.zarray", Zarrs.ARRAY_2.replace(
					"[1, 24, 32]", chunks)), cases);
	}

	private static void add(final String name, final int version, final Expected expected, final Change change,
		final List<Case> cases)
	{
		final int n = cases.size();
		cases.add(Case.of("zarr-" + name, expected, bench -> {
			final String image = version == 2 ? Zarrs.two(bench, NAME) : Zarrs.three(bench, NAME);
			change.of(bench);
			return Calls.any(bench, image, n);
		}));
	}
}
