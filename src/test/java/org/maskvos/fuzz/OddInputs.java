package org.maskvos.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Movies, labels and folders in odd states and of odd names. */
final class OddInputs implements Family {

	/** Makes an input; returns its path. */
	private interface Input {

		String of(Bench bench) throws Exception;
	}

	@Override
	public List<Case> cases() {
		final List<Case> cases = new ArrayList<>();
		bad().forEach((name, input) -> all(name, Expected.refused(name.replaceFirst(".*=", "").replace("_", "/"), "'m'"),
			input, cases));
		for (final String name : new String[] { "a b.tif", " .tif", "-o.tif", "--help.tif", "@m.tif", "#m.tif", "m;rm.tif",
			"m'.tif", "m\".tif", "m\\.tif", "m*.tif", "m?.tif", "m[1].tif", "m{a,b}.tif", "%s%n.tif", "${HOME}.tif", "~.tif",
			"\u7d30\u80de.tif", "e\u0301.tif", "\ud83e\udda0.tif", "\u202e.tif", "m.tif.tif", "m.TIF", ".m.tif", "..tif", "m",
			"m.", "m.dat", "CON.tif", "x".repeat(240) + ".tif", "\u00e9".repeat(120) + ".tif", "a\tb.tif", "a\u0001b.tif",
			"m\u0085.tif", "null.tif", "NaN" })
			all("name-" + cases.size() / 5, Expected.done(), bench -> Calls.scene(bench, name), cases);
		// NB: a line break must not break the sentence
		all("name-line-break", Expected.done(), bench -> Calls.scene(bench, "a\nb.tif"), cases);
		all("line-break-bad", Expected.refused("a"), bench -> bench.write("a\nmaskvos: all is well.\nb.tif", "no image"),
			cases);
		detours().forEach((name, input) -> all(name, Expected.done(), input, cases));
		odd().forEach((name, input) -> all(name, Expected.either(name.replaceFirst(".*=", ""), "'m'"), input, cases));
		return cases;
	}

	/** The same file, told in another way. */
	private static Map<String, Input> detours() {
		final Map<String, Input> all = new LinkedHashMap<>();
		all.put("dots", bench -> Calls.scene(bench, "m.tif").replace("/in/", "/in/./../in//"));
		all.put("link", bench -> {
			Calls.scene(bench, "x.tif");
			return link(bench, "m.tif", "x.tif");
		});
		all.put("linked-folder", bench -> {
			Calls.scene(bench, "d/m.tif");
			return link(bench, "l", "d") + "/m.tif";
		});
		all.put("relative", bench -> Path.of("").toAbsolutePath().relativize(Path.of(Calls.scene(bench, "m.tif")))
			.toString());
		return all;
	}

	/** Names end in what the sentence must contain. */
	private static Map<String, Input> bad() {
		final Map<String, Input> all = new LinkedHashMap<>();
		all.put("missing=m.tif", bench -> bench.in("m.tif"));
		all.put("missing-folder=m.tif", bench -> bench.in("none/m.tif"));
		all.put("empty=m.tif", bench -> bench.write("m.tif", ""));
		all.put("text=m.tif", bench -> bench.write("m.tif", "no image"));
		all.put("text=m.png", bench -> bench.write("m.png", "no image"));
		all.put("text=m.xyz", bench -> bench.write("m.xyz", "no image"));
		all.put("text=m", bench -> bench.write("m", "no image"));
		all.put("one-byte=m.tif", bench -> bench.write("m.tif", "I"));
		all.put("two-bytes=m.jpg", bench -> bench.write("m.jpg", new byte[] { (byte) 0xff, (byte) 0xd8 }));
		all.put("zeros=m.dat", bench -> bench.write("m.dat", new byte[5000]));
		all.put("noise=m.tif", bench -> bench.write("m.tif", Mutations.noise(5000, 1)));
		all.put("empty-folder=m", bench -> bench.folder("m"));
		all.put("folder-of-text=m", bench -> {
			bench.write("m/readme.txt", "x");
			return bench.in("m");
		});
		all.put("folder-of-folders=m", bench -> {
			bench.folder("m/a.tif");
			bench.folder("m/b.tif");
			return bench.in("m");
		});
		all.put("mixed-kinds=m", bench -> {
			bench.write("m/0.png", Pngs.scene(0));
			Calls.scene(bench, "m/1.tif");
			return bench.in("m");
		});
		all.put("stacks-in-folder=0.tif", bench -> {
			Calls.scene(bench, "m/0.tif");
			Calls.scene(bench, "m/1.tif");
			return bench.in("m");
		});
		all.put("empty-frame=1.png", bench -> frames(bench, ""));
		all.put("text-frame=1.png", bench -> frames(bench, "no image, but some text that is long enough"));
		all.put("pipe=m.tif", bench -> pipe(bench, "m.tif"));
		all.put("pipe=m.avi", bench -> pipe(bench, "m.avi"));
		all.put("pipe=m", bench -> pipe(bench, "m"));
		all.put("link-nowhere=m.tif", bench -> link(bench, "m.tif", "nowhere.tif"));
		all.put("link-loop=m.tif", bench -> link(bench, "m.tif", "m.tif"));
		all.put("link-device=m.tif", bench -> link(bench, "m.tif", "/dev/zero"));
		all.put("link-null=m.tif", bench -> link(bench, "m.tif", "/dev/null"));
		all.put("device=/dev/zero", bench -> "/dev/zero");
		all.put("device=/dev/stdin", bench -> "/dev/stdin");
		all.put("slash=m.tif", bench -> Calls.scene(bench, "f.tif") + "/m.tif");
		all.put("device=/dev/tty0", bench -> "/dev/tty0");
		all.put("device=/dev", bench -> "/dev");
		all.put("proc=/proc/self/mem", bench -> "/proc/self/mem");
		all.put("below-file=m.tif", bench -> bench.write("f", "x") + "/m.tif");
		all.put("name-too-long=xxxx", bench -> bench.in("x".repeat(300) + ".tif"));
		all.put("path-too-long=x_x_x", bench -> bench.in("x/".repeat(3000) + "m.tif"));
		all.put("xml=m.xml", bench -> bench.write("m.xml", "<OME/>"));
		all.put("gif=m.gif", bench -> bench.write("m.gif", "GIF89a\1\0\1\0"));
		all.put("bmp=m.bmp", bench -> bench.write("m.bmp", Mutations.concat("BM".getBytes(), Mutations.noise(200, 3))));
		all.put("dicom=m.dcm", bench -> bench.write("m.dcm", Mutations.concat(new byte[128], "DICM".getBytes(), Mutations
			.noise(200, 4))));
		all.put("fits=m.fits", bench -> bench.write("m.fits", "SIMPLE  =                    T" + " ".repeat(3000)));
		all.put("pgm=m.pgm", bench -> bench.write("m.pgm", "P5\n99999999 99999999\n255\nxx"));
		all.put("pgm-small=m.pgm", bench -> bench.write("m.pgm", "P5\n4 4\n255\nxx"));
		all.put("zip-of-nothing=m.zip", bench -> bench.write("m.zip", new byte[] { 'P', 'K', 3, 4, 0, 0 }));
		return all;
	}

	private static Map<String, Input> odd() {
		final Map<String, Input> all = new LinkedHashMap<>();
		all.put("hidden-frames=m", bench -> {
			frames(bench, "x");
			Files.move(bench.in().resolve("m/1.png"), bench.in().resolve("m/.1.png"));
			return bench.in("m");
		});
		all.put("linked-frames=m", bench -> {
			frames(bench, "x");
			Files.delete(bench.in().resolve("m/1.png"));
			Files.createSymbolicLink(bench.in().resolve("m/1.png"), bench.in().resolve("m/0.png"));
			return bench.in("m");
		});
		all.put("cyclic-frames=1.png", bench -> {
			frames(bench, "x");
			Files.delete(bench.in().resolve("m/1.png"));
			Files.createSymbolicLink(bench.in().resolve("m/1.png"), bench.in().resolve("m/1.png"));
			return bench.in("m");
		});
		all.put("pipe-frame=1.png", bench -> {
			frames(bench, "x");
			Files.delete(bench.in().resolve("m/1.png"));
			Bench.pipe(bench.in().resolve("m/1.png"));
			return bench.in("m");
		});
		all.put("folder-in-itself=m", bench -> {
			bench.write("m/0.png", Pngs.scene(0));
			Files.createSymbolicLink(bench.in().resolve("m/m"), bench.in().resolve("m"));
			return bench.in("m");
		});
		all.put("linked-folder=m", bench -> {
			bench.write("f/0.png", Pngs.scene(0));
			return link(bench, "m", "f");
		});
		all.put("line-break-frame=m", bench -> {
			bench.write("m/0.png", Pngs.scene(0));
			bench.write("m/a\nb.png", Pngs.scene(1));
			bench.write("m/2.png", Pngs.scene(2));
			return bench.in("m");
		});
		all.put("many-digits=m", bench -> {
			for (int t = 0; t < 3; t++)
				bench.write("m/" + "9".repeat(100 + t) + ".png", Pngs.scene(t));
			return bench.in("m");
		});
		all.put("same-numbers=m", bench -> {
			bench.write("m/1.png", Pngs.scene(0));
			bench.write("m/01.png", Pngs.scene(1));
			bench.write("m/001.png", Pngs.scene(2));
			return bench.in("m");
		});
		return all;
	}

	private static String frames(final Bench bench, final String second) throws Exception {
		bench.write("m/0.png", Pngs.scene(0));
		bench.write("m/1.png", second);
		bench.write("m/2.png", Pngs.scene(2));
		return bench.in("m");
	}

	private static String pipe(final Bench bench, final String name) throws Exception {
		Bench.pipe(bench.in().resolve(name));
		return bench.in(name);
	}

	private static String link(final Bench bench, final String name, final String target) throws Exception {
		Files.createSymbolicLink(bench.in().resolve(name), Path.of(target));
		return bench.in(name);
	}

	/** As a movie to be propagated along or measured, as labels to be scored or exported, as annotations. */
	private static void all(final String name, final Expected expected, final Input input, final List<Case> cases) {
		final String prefix = "input-" + name.replaceAll("[/=]", "_") + "-";
		cases.add(Case.of(prefix + "propagate", expected, bench -> {
			final String path = input.of(bench);
			return Calls.propagate(bench, path);
		}));
		cases.add(Case.of(prefix + "movie", expected, bench -> Calls.intensities(bench, input.of(bench))));
		cases.add(Case.of(prefix + "prediction", expected, bench -> Calls.evaluate(bench, input.of(bench))));
		cases.add(Case.of(prefix + "export", expected, bench -> Calls.table(bench, input.of(bench))));
		cases.add(Case.of(prefix + "annotations", expected, bench -> Calls.annotations(bench, input.of(bench))));
	}
}
