package org.maskvos.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What only shows in a process of its own: locales, full disks, what native code prints and leaves. */
final class OwnProcesses implements Family {

	@Override
	public List<Case> cases() throws Exception {
		final List<Case> cases = new ArrayList<>();
		add("ordinary", Expected.done(), cases, bench -> {
			bench.ownProcess();
			return Calls.annotations(bench, Calls.scene(bench, "a.tif"));
		});
		add("long-command-line", Expected.done(), cases, bench -> {
			bench.ownProcess();
			bench.property("maskvos.unused", "x".repeat(5000));
			return Calls.annotations(bench, Calls.scene(bench, "a.tif"));
		});
		for (final String name : new String[] { "\u7d30\u80de.tif", "\u00e9.tif", "\ud83e\udda0.tif" }) {
			add("locale-movie-" + cases.size(), Expected.anyFailure("tif", "LC_ALL", "UTF-8"), cases, bench -> {
				bench.ownProcess("LC_ALL", "C");
				return Calls.table(bench, Calls.scene(bench, name));
			});
			add("locale-batch-" + cases.size(), Expected.failed("tif", "LC_ALL", "UTF-8"), cases, bench -> {
				bench.ownProcess("LC_ALL", "C");
				final Path movies = Calls.folderWithLabels(bench);
				Calls.scene(bench, "movies/" + name);
				return Calls.batch(bench, movies, bench.in().resolve("labels"));
			});
		}
		languages(cases);
		for (final String folder : new String[] { "none", "file", "/proc", "/dev/full" })
			add("temporary-" + folder.replace("/", ""), Expected.either("java.io.tmpdir", folder), cases, bench -> {
				bench.ownProcess();
				bench.write("file", "x");
				bench.property("java.io.tmpdir", folder.startsWith("/") ? folder : bench.in(folder));
				return Calls.annotations(bench, Calls.scene(bench, "a.tif"));
			});
		for (final String call : new String[] { "evaluate", "json", "help" })
			add("stdout-full-" + call, Expected.failed("output"), cases, bench -> {
				bench.ownProcess();
				bench.standardOutput("/dev/full");
				final List<String> arguments = new ArrayList<>(Calls.evaluate(bench, Calls.scene(bench, "m.tif")));
				if (!call.equals("evaluate")) arguments.add("--" + call);
				return arguments;
			});
		final String toy = Files.readString(Path.of(Calls.TOY, "rdf.yaml"));
		model("stride", toy.replace("stride: 4", "stride: 3"), cases);
		model("features", toy.replace("{grey: 4}", "{grey: 2}"), cases);
		model("graphs", toy.replace("source: key.onnx", "source: value.onnx").replaceFirst("95037[0-9a-f]+",
			"ddd0a6412be0996bd5ce3fc6f68702fdcfd1339274cefafbc977815d28a23a73"), cases);
		full(cases);
		for (final String name : new String[] { "l.tif", "l.zarr" })
			add("together-" + name, Expected.either(name), cases, bench -> {
				bench.together();
				return Calls.propagate(Calls.scene(bench, "m.tif"), Calls.scene(bench, "a.tif"), bench.out(name));
			});
		add("together-batch", Expected.either("good"), cases, bench -> {
			bench.together();
			return Calls.batch(bench, Calls.folderWithLabels(bench), bench.in().resolve("labels"));
		});
		for (final String format : new String[] { "rois", "table", "ctc" })
			add("same-" + format, Expected.done(), cases, bench -> {
				bench.ownProcess();
				if (!format.equals("ctc")) bench.twice();
				return List.of("export", Calls.scene(bench, "m.tif"), "-o", bench.out(format.equals("rois") ? "r.zip" : format
					.equals("table") ? "t.csv" : "ctc"), "--format", format);
			});
		add("same-zarr", Expected.done(), cases, bench -> {
			bench.ownProcess();
			bench.twice();
			return Calls.propagate(Calls.scene(bench, "m.tif"), Calls.scene(bench, "a.tif"), bench.out("l.zarr"));
		});
		return cases;
	}

	/** Letters, digits and calendars of other languages must not show in what programs read. */
	private static void languages(final List<Case> cases) {
		for (final String[] language : new String[][] { { "tr", "TR" }, { "ar", "EG" }, { "hi", "IN" }, { "th", "TH" }, {
			"de", "DE" } })
		{
			add("language-" + language[0], Expected.done(), cases, bench -> {
				speak(bench, language);
				return List.of("simulate", "-o", bench.out("M.TIF"), "--truth", bench.out("G.TIFF"), "--frames", "2", "--width",
					"32", "--height", "32", "--cells", "2", "--object-diameter", "8.5", "--modality", "DIC", "--json");
			});
			add("language-" + language[0] + "-ctc", Expected.done(), cases, bench -> {
				speak(bench, language);
				return List.of("export", Calls.scene(bench, "M.TIF"), "-o", bench.out("ctc"), "--format", "CTC");
			});
			add("language-" + language[0] + "-propagate", Expected.done(), cases, bench -> {
				speak(bench, language);
				final List<String> call = new ArrayList<>(Calls.annotations(bench, Calls.scene(bench, "A.TIF")));
				call.addAll(List.of("--tracks", bench.out("T.CSV"), "--axis", "TIME", "--memory", "BOUNDED_PIXELS",
					"--direction", "BACKWARD"));
				return call;
			});
		}
	}

	private static void speak(final Bench bench, final String[] language) {
		bench.ownProcess();
		bench.property("user.language", language[0]);
		bench.property("user.country", language[1]);
		bench.property("user.extensions", "u-nu-native");
	}

	/** No room for the whole of a result: then there is none at all. */
	private static void full(final List<Case> cases) {
		for (final int blocks : new int[] { 1, 8, 40, 60 }) {
			add("full-simulate-" + blocks, Expected.failed("m.tif", "g.tif"), cases, bench -> {
				bench.ownProcess();
				bench.fileBlocks(blocks);
				return List.of("simulate", "-o", bench.out("m.tif"), "--truth", bench.out("g.tif"), "--frames", "4", "--width",
					"64", "--height", "64", "--cells", "2", "--object-diameter", "8");
			});
		}
		for (final String format : new String[] { "rois", "table", "ctc", "overlay", "davis" })
			add("full-" + format, Expected.failed("target"), cases, bench -> {
				bench.ownProcess();
				bench.fileBlocks(1);
				final TiffBytes labels = TiffBytes.imagej();
				labels.values = (x, y, t) -> 1 + x / 4 + 8 * (y / 4);
				return List.of("export", bench.write("m.tif", labels.encode()), "-o", bench.out(format.equals("rois")
					? "target.zip" : format.equals("table") ? "target.csv" : "target"), "--format", format, "--movie", bench.in(
						"m.tif"));
			});
	}

	/** NB: what the engine itself prints goes past Java's streams. */
	private static void model(final String name, final String rdf, final List<Case> cases) {
		add("model-" + name, Expected.noModel("odd"), cases, bench -> {
			bench.ownProcess();
			for (final String graph : new String[] { "key", "value", "decode" })
				bench.write("odd/" + graph + ".onnx", Files.readAllBytes(Path.of(Calls.TOY, graph + ".onnx")));
			bench.write("odd/rdf.yaml", rdf);
			return Calls.propagateBy(bench, bench.in("odd"));
		});
	}

	private static void add(final String name, final Expected expected, final List<Case> cases, final Case.Setup setup) {
		cases.add(Case.of("process-" + name, expected, setup));
	}
}
