package org.maskvos.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskvos.io.LabelMovies;
import org.maskvos.io.Movies;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieOptions;
import org.maskvos.vos.Provenance;

/** Runs the command line: exit codes, sentences, results, and what is left behind. */
@Tag("slow")
public class CommandLineTest {

	private static final int DONE = 0, FAILED = Failures.FAILED, BAD_INPUT = Failures.BAD_INPUT, NO_MODEL =
		Failures.NO_MODEL;

	/** Only read. */
	@TempDir
	private static Path inputs;

	/** Where a test may write. */
	@TempDir
	private Path folder;

	private String out, err;
	private final String movie = inputs.resolve("movie.tif").toString();
	private final String truth = inputs.resolve("truth.tif").toString();

	@BeforeAll
	public static void simulate() {
		assertEquals(DONE, Main.run("simulate", "-o", inputs.resolve("movie.tif").toString(), "--truth", inputs.resolve(
			"truth.tif").toString(), "--frames", "3", "--width", "64", "--height", "48", "--cells", "4", "--object-diameter",
			"14"));
	}

	// -- Arguments --

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"--version | 0", "--help | 0", "segment --help | 0", "models list | 0", "models | 2", "nonsense | 2", //
		"segment | 2", "segment m.tif | 2", "segment m.tif -o l.tif --device tpu | 2", //
		"segment m.tif -o l.tif --threads many | 2", "segment m.tif -o l.tif --colour | 2", //
		"segment missing.tif -o l.tif | 2", "propagate --help | 0", "propagate m.tif -o l.tif | 2", //
		"propagate m.tif --annotations a.tif -o l.tif --memory some | 2", //
		"propagate missing.tif --annotations a.tif -o l.tif | 2", "simulate -o a.tif --frames 0 | 2",
		"models info nonsense | 3", //
		"batch --help | 0", "merge --help | 0", "batch missing -o out | 2", "batch . | 2", "batch . -o out --shard 3/2 | 2", //
		"batch . -o out --passes 2 | 2", "batch . -o out --mode propagate | 2", "merge missing | 2", //
		"batch . -o out --mode propagate --annotations src --object-diameter 3 | 2", "batch . -o . | 2", //
		"batch . -o out --mode propagate --annotations missing | 2", "batch . -o out --model nonsense | 3" })
	public void exitCodes(final String arguments, final int code) {
		assertEquals(code, run(arguments.split(" ")), err);
		if (code != DONE) assertOneSentence();
	}

	@Test
	public void settingsAreNamedAsOptions() {
		run("segment", movie, "-o", path("l.tif"), "--object-diameter", "1");
		assertTrue(err.startsWith("maskvos: --object-diameter must be 0 (estimate) or 3"), err);
		assertNothingBut();
	}

	@Test
	public void stackTraceOnlyForDebugging() {
		run("segment", path("missing.tif"), "-o", path("l.tif"), "--debug");
		assertTrue(err.contains("\tat org.maskvos"), err);
	}

	/** Nothing is read as options, whatever a file is called. */
	@Test
	public void filesMayBeginWithAnAt() throws IOException {
		Files.writeString(folder.resolve("@m.tif"), "--help");
		assertEquals(BAD_INPUT, run("segment", "@m.tif", "-o", path("l.tif")));
		assertTrue(err.contains("@m.tif does not exist."), err);
		assertOneSentence();
	}

	// -- Simulation --

	@Test
	public void sameSeedSameBytes() throws IOException {
		simulate("a.tif", "7");
		simulate("b.tif", "7");
		simulate("c.tif", "8");
		assertArrayEquals(bytes("a.tif"), bytes("b.tif"));
		assertFalse(java.util.Arrays.equals(bytes("a.tif"), bytes("c.tif")));
	}

	// -- Propagation --

	@Test
	public void labelsArePropagated() throws IOException {
		final String model = org.maskvos.DiscMovie.toyPackage().toAbsolutePath().toString();
		assertEquals(DONE, run("propagate", movie, "--annotations", truth, "-o", path("l.tif"), "--tracks", path("t.csv"),
			"--model", model, "--json"), err);
		final JsonNode result = new ObjectMapper().readTree(out);
		assertEquals(3, result.get("annotated_frames").asInt());
		assertTrue(result.get("engine_and_read_share").asDouble() > 0, out);
		assertEquals("toy-stcn", result.get("model").asText());
		// every frame is annotated, and comes back as annotated
		assertEquals(DONE, run("evaluate", truth, path("l.tif"), "--json"), err);
		assertEquals(1, new ObjectMapper().readTree(out).get("SEG").asDouble());
		assertEquals(DONE, run("propagate", movie, "--annotations", truth, "-o", path("m.tif"), "--model", model,
			"--passes", "2", "--divisions", "--direction", "forward", "--memory", "bounded_pixels", "--recent", "1"), err);
	}

	@Test
	public void annotationsThatDoNotFitAreRefused() throws IOException {
		final String model = org.maskvos.DiscMovie.toyPackage().toAbsolutePath().toString();
		final String[][] calls = { { "--annotations", path("none.tif") }, { "--annotations", movie }, //
			{ "--annotations", truth, "--annotation-frame", "4" }, { "--annotations", truth, "--top-k", "0" }, //
			{ "--annotations", truth, "--tracks", truth } };
		for (final String[] call : calls) {
			final List<String> all = new java.util.ArrayList<>(List.of("propagate", movie, "-o", path("l.tif"), "--model",
				model));
			all.addAll(List.of(call));
			assertEquals(BAD_INPUT, run(all.toArray(String[]::new)), String.join(" ", call) + ": " + err);
			assertOneSentence();
			assertNothingBut();
		}
		assertEquals(NO_MODEL, run("propagate", movie, "--annotations", truth, "-o", path("l.tif"), "--model",
			"maskvos-compact"));
		assertTrue(err.contains("is of the kind maskvos, flow"), err);
	}

	// -- Export --

	@Test
	public void exportsForPeople() throws IOException {
		assertEquals(DONE, run("export", truth, "-o", path("set.zip"), "--format", "rois"), err);
		assertEquals(DONE, run("export", truth, "-o", path("table.csv"), "--format", "table", "--movie", movie), err);
		final List<String> rows = Files.readAllLines(folder.resolve("table.csv"));
		assertTrue(rows.get(0).startsWith("frame,id,parent,area_px"), rows.get(0));
		assertTrue(rows.get(1).matches("1,\\d+,0,\\d+,.*") && !rows.get(1).contains("NaN"), rows.get(1));
		assertEquals(DONE, run("export", truth, "-o", path("seen"), "--format", "overlay", "--movie", movie), err);
		assertTrue(Files.exists(folder.resolve("seen/00002.png")));
		assertEquals(DONE, run("export", truth, "-o", path("seen.avi"), "--format", "overlay", "--movie", movie), err);
		try (Movie avi = Movies.open(folder.resolve("seen.avi"), MovieOptions.defaults())) {
			assertEquals(3, avi.info().frames());
			assertEquals(javax.imageio.ImageIO.read(folder.resolve("seen/00000.png").toFile()).getWidth(), avi.info()
				.width());
		}
		assertEquals(BAD_INPUT, run("export", truth, "-o", path("none.avi"), "--format", "overlay"));
		assertTrue(err.contains("--movie is needed for an overlay"), err);
		assertOneSentence();
		assertEquals(BAD_INPUT, run("export", truth, "-o", path("none.txt"), "--format", "rois"));
		assertTrue(err.contains("must end in .zip"), err);
		assertEquals(BAD_INPUT, run("export", truth, "-o", truth, "--format", "table"));
		assertNothingBut("set.zip", "table.csv", "seen", "seen.avi");
	}

	@Test
	public void picturesAreNoLabels() throws IOException {
		for (final String[] call : new String[][] { { "export", movie, "-o", path("set.zip"), "--format", "rois" }, {
			"evaluate", truth, movie }, { "evaluate", movie, truth } })
		{
			assertEquals(BAD_INPUT, run(call), String.join(" ", call) + ": " + err);
			assertTrue(err.contains(movie + " is not a label image"), err);
			assertOneSentence();
			assertNothingBut();
		}
	}

	@Test
	public void exportsComeBackTheSame() throws IOException {
		Files.writeString(folder.resolve("parents.txt"), "1 0 2 0\n2 0 2 1\n");
		assertEquals(DONE, run("export", truth, "-o", path("01_RES"), "--format", "ctc", "--tracks", path("parents.txt")),
			err);
		assertTrue(Files.exists(folder.resolve("01_RES/mask002.tif")));
		// no object descends from one that is as old
		assertTrue(Files.readAllLines(folder.resolve("01_RES/res_track.txt")).contains("2 0 2 0"));
		assertEquals(DONE, run("export", truth, "-o", path("davis"), "--format", "davis"), err);
		assertTrue(Files.exists(folder.resolve("davis/00002.png")));
		final var palette = (java.awt.image.IndexColorModel) javax.imageio.ImageIO.read(folder.resolve("davis/00000.png")
			.toFile()).getColorModel();
		final int[] usual = { 0, 0x800000, 0x008000, 0x808000, 0x000080, 0x800080, 0x008080, 0x808080, 0x400000 };
		for (int label = 0; label < usual.length; label++)
			assertEquals(usual[label], palette.getRGB(label) & 0xffffff, "label " + label);
		for (final String result : List.of("01_RES", "davis")) {
			assertEquals(DONE, run("evaluate", truth, path(result), "--metrics", "davis", "--objects", "--json"), err);
			assertEquals(1, new ObjectMapper().readTree(out).get("objects_J").asDouble(), result);
		}
		assertEquals(BAD_INPUT, run("export", truth, "-o", path("parents.txt"), "--format", "table", "--tracks", path(
			"parents.txt")));
		assertTrue(err.contains("is the input itself"), err);
		assertEquals(BAD_INPUT, run("export", truth, "-o", path("davis"), "--format", "davis"));
		assertOneSentence();
		assertEquals(BAD_INPUT, run("export", movie, "-o", path("none"), "--format", "davis"));
		assertNothingBut("01_RES", "davis", "parents.txt");
	}

	@Test
	public void parentsOfAFolderAreKept() throws IOException {
		final Path result = Files.createDirectory(folder.resolve("01_RES"));
		for (int t = 0; t < 2; t++)
			new ij.io.FileSaver(new ij.ImagePlus("", new ij.process.ShortProcessor(1, 1, new short[] { (short) (t + 4) },
				null))).saveAsTiff(result.resolve("mask00" + t + ".tif").toString());
		Files.writeString(result.resolve("res_track.txt"), "4 0 0 0\n5 1 1 4\n");
		assertEquals(DONE, run("export", result.toString(), "-o", path("again"), "--format", "ctc"), err);
		assertEquals(List.of("4 0 0 0", "5 1 1 4"), Files.readAllLines(folder.resolve("again/res_track.txt")));
		assertEquals(DONE, run("export", result.toString(), "-o", path("t.csv"), "--format", "table"), err);
		assertTrue(Files.readAllLines(folder.resolve("t.csv")).get(2).startsWith("2,5,4,1,"));
	}

	// -- Batch --

	@Test
	public void batchesOfBothKinds() throws IOException {
		final Path movies = Files.createDirectory(folder.resolve("movies"));
		Files.copy(Path.of(movie), movies.resolve("a.tif"));
		Files.copy(Path.of(movie), movies.resolve("b.tif"));
		Files.writeString(movies.resolve("c.tif"), "no movie");
		assertEquals(FAILED, run("batch", movies.toString(), "-o", path("out"), "--object-diameter", "14", "--threads", "1",
			"--json"), err);
		final JsonNode result = new ObjectMapper().readTree(out);
		assertEquals(2, result.get("done").asInt());
		assertTrue(result.get("failures").get("c.tif").asText().contains("is not a TIF image"), out);
		assertTrue(err.contains("3 of 3, c.tif: FAILED"), err);
		Files.delete(movies.resolve("c.tif"));
		assertEquals(DONE, run("batch", movies.toString(), "-o", path("out"), "--object-diameter", "14", "--threads", "1",
			"--resume"), err);
		assertTrue(err.contains("labelled now: 0; complete before: 2"), err);
		assertEquals(DONE, run("merge", path("out"), "--json"), err);
		assertEquals(2, new ObjectMapper().readTree(out).get("done").asInt());

		final Path labels = Files.createDirectory(folder.resolve("labels"));
		Files.copy(Path.of(truth), labels.resolve("a.tif"));
		assertEquals(FAILED, run("batch", movies.toString(), "-o", path("out2"), "--mode", "propagate", "--annotations",
			labels.toString(), "--model", org.maskvos.DiscMovie.toyPackage().toAbsolutePath().toString()), err);
		assertTrue(err.contains("holds no labels for b.tif: there is no b.tif, b.zip or folder b."), err);
		assertEquals(DONE, run("evaluate", truth, path("out2/a-vos.tif"), "--json"), err);
		assertEquals(1, new ObjectMapper().readTree(out).get("SEG").asDouble());
	}

	// -- Bad input and output --

	@Test
	public void badOutputsAreRefusedAndNothingIsLeft() throws IOException {
		Files.createDirectory(folder.resolve("folder.tif"));
		Files.writeString(folder.resolve("broken.tif"), "II*");
		final String[][] calls = { { "segment", movie, "-o", movie }, //
			{ "segment", movie, "-o", path("none/l.tif") }, //
			{ "segment", movie, "-o", path("folder.tif") }, //
			{ "segment", movie, "-o", path("l.png") }, //
			{ "segment", movie, "-o", path("l.tif"), "--tracks", path("none/t.csv") }, //
			{ "segment", movie, "-o", path("l.tif"), "--tracks", path("t.xls") }, //
			{ "segment", movie, "-o", path("l.tif"), "--tracks", movie }, //
			{ "segment", movie, "-o", path("l.tif"), "--channel", "2" }, //
			{ "segment", path("broken.tif"), "-o", path("l.tif") }, //
			{ "simulate", "-o", path("a.tif"), "--truth", path("a.tif") }, //
			{ "demo", "-o", movie } };
		final byte[] before = Files.readAllBytes(Path.of(movie));
		for (final String[] call : calls) {
			assertEquals(BAD_INPUT, run(call), String.join(" ", call) + ": " + err);
			assertOneSentence();
		}
		assertArrayEquals(before, Files.readAllBytes(Path.of(movie)));
		assertNothingBut("folder.tif", "broken.tif");
	}

	@Test
	public void cancelingLeavesNothing() {
		final int[] questions = new int[1];
		assertEquals(FAILED, run(() -> questions[0]++ >= 1, "segment", movie, "-o", path("l.tif"), "--tracks", path(
			"t.csv")));
		assertOneSentence();
		assertNothingBut();
	}

	@Test
	public void missingModelIsItsOwnCode() {
		assertEquals(NO_MODEL, run("segment", movie, "-o", path("l.tif"), "--model", "nonsense"));
		assertOneSentence();
		assertNothingBut();
	}

	// -- Results --

	@Test
	public void segmentsAndReports() throws IOException {
		assertEquals(DONE, run("segment", movie, "-o", path("l.tif"), "--tracks", path("t.csv"), "--device", "cpu",
			"--threads", "1", "--object-diameter", "14", "--json"), err);
		final JsonNode json = new ObjectMapper().readTree(out);
		assertEquals(3, json.get("frames").asInt());
		assertEquals(14, json.get("object_diameter").asDouble());
		for (final String key : List.of("objects", "model", "model_checksum", "device", "frames_per_second", "engine_share",
			"labels", "tracks"))
			assertTrue(json.has(key), key);
		assertTrue(json.get("first_labels_seconds").asDouble() > 0);
		assertTrue(Files.readAllLines(folder.resolve("t.csv")).get(0).startsWith("frame,id,parent"));
		assertOneSentence();
		assertNothingBut("l.tif", "t.csv");
		assertTrue(Provenance.isOne(LabelMovies.provenance(folder.resolve("l.tif"))));
		assertEquals("", LabelMovies.provenance(Path.of(movie)));
	}

	@Test
	public void truthScoresPerfectly() throws IOException {
		assertEquals(DONE, run("evaluate", truth, truth, "--json"), err);
		final JsonNode json = new ObjectMapper().readTree(out);
		for (final String score : List.of("SEG", "link_recall", "link_precision", "DET", "TRA", "LNK", "J", "F"))
			assertEquals(1, json.get(score).asDouble(), score);
		for (final String cost : List.of("AOGM", "AOGM_NS", "AOGM_FN", "AOGM_FP", "AOGM_ED", "AOGM_EA", "AOGM_EC"))
			assertEquals(0, json.get(cost).asDouble(-1), cost);
		run("evaluate", truth, truth, "--metrics", "davis", "--json");
		assertFalse(new ObjectMapper().readTree(out).has("SEG"));
	}

	@Test
	public void demoMakesEverything() throws IOException {
		assertEquals(DONE, run("demo", "-o", path("demo"), "--frames", "4", "--device", "cpu"), err);
		assertTrue(out.contains("SEG"), out);
		for (final String name : List.of("movie.tif", "truth.tif", "labels.tif", "tracks.csv", "scores.json", "overlay.png",
			"first.tif", "propagated.tif", "propagated.png"))
			assertTrue(Files.size(folder.resolve("demo").resolve(name)) > 0, name);
		final JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("demo/scores.json")));
		assertTrue(json.get("scores").has("SEG"));
		assertTrue(json.get("propagation_scores").get("J").asDouble() > 0.5, json::toString);
	}

	@Test
	public void modelsAsJson() throws IOException {
		assertEquals(DONE, run("models", "list", "--json"));
		final String id = new ObjectMapper().readTree(out).fieldNames().next();
		assertEquals(DONE, run("models", "info", id, "--json"));
		assertEquals(64, new ObjectMapper().readTree(out).get("checksum").asText().length());
		assertEquals(DONE, run("models", "verify", id));
	}

	// -- Helper methods --

	private int run(final String... arguments) {
		return run(() -> false, arguments);
	}

	private int run(final java.util.function.BooleanSupplier canceled, final String... arguments) {
		final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
		final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
		final int code = Main.run(new PrintStream(outBytes), new PrintStream(errBytes), canceled, arguments);
		out = outBytes.toString(StandardCharsets.UTF_8);
		err = errBytes.toString(StandardCharsets.UTF_8);
		return code;
	}

	private void simulate(final String name, final String seed) {
		run("simulate", "-o", path(name), "--frames", "2", "--width", "40", "--height", "30", "--cells", "2",
			"--object-diameter", "10", "--modality", "dic", "--seed", seed);
	}

	private String path(final String name) {
		return folder.resolve(name).toString();
	}

	private byte[] bytes(final String name) throws IOException {
		return Files.readAllBytes(folder.resolve(name));
	}

	/** On a slow machine there are lines of progress too. */
	private void assertOneSentence() {
		assertEquals(1, err.lines().filter(line -> !line.matches("[A-Z][a-z ]+: \\d+ of .*")).count(), err);
		assertTrue(err.contains("maskvos: ") && err.endsWith("." + System.lineSeparator()), err);
	}

	private void assertNothingBut(final String... names) {
		try (Stream<Path> files = Files.list(folder)) {
			final Set<String> found = new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
			assertEquals(new TreeSet<>(List.of(names)), found);
		}
		catch (final IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
	}
}
