package org.maskvos.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.io.FileSaver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code Batch Segment Folder...} as real macros without a window call it. */
@Tag("macro")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchMacroTest {

	@TempDir
	private static Path folder;

	private final Map<String, String> macros = new LinkedHashMap<>();
	private Map<String, FijiMacros.Result> results;

	@BeforeAll
	void runAll() throws Exception {
		final Path good = Files.createDirectory(folder.resolve("good movies"));
		final Path mixed = Files.createDirectory(folder.resolve("mixed"));
		for (final Path each : new Path[] { good, mixed })
			for (final String name : new String[] { "a.tif", "b \u00fc.tif" })
				new FileSaver(TestMovies.movingSquare(name, 3)).saveAsTiff(each.resolve(name).toString());
		Files.writeString(mixed.resolve("notes.tif"), "no movie");
		batch("good", good, "one", "");
		batch("mixed", mixed, "two", "");
		batch("mixedAgain", mixed, "two", " resume=true object_diameter=0");
		batch("wrongShard", good, "three", " shard=3/2");
		batch("misspelled", good, "three", " object_diametre=3");
		batch("bareSwitch", good, "three", " resume");
		batch("gpu", good, "three", " device=gpu");
		macros.put("relative", "run('Batch Segment Folder...', 'folder=movies results=x'); return 'went on';");
		macros.put("missing", "run('Batch Segment Folder...', 'folder=" + folder + "/none results=" + folder +
			"/x'); return 'went on';");
		macros.put("shipped", "runMacro('" + Path.of("macros/Batch_Segment_Folder.ijm").toAbsolutePath() + "', '" + good +
			"," + folder.resolve("four") + "'); return 'went on';");
		final List<FijiMacros.Result> list = FijiMacros.run(folder, List.copyOf(macros.values()));
		results = new LinkedHashMap<>();
		int i = 0;
		for (final String name : macros.keySet())
			results.put(name, list.get(i++));
	}

	@Test
	void everyMovieIsSaved() throws IOException {
		assertEquals("went on 0", results.get("good").value());
		for (final String name : List.of("a-vos.tif", "a-vos.csv", "a-vos.json", "b \u00fc-vos.tif", "batch.csv"))
			assertTrue(Files.size(folder.resolve("one").resolve(name)) > 0, name);
	}

	@Test
	void aBadMovieStopsTheMacroWhenAllOthersAreDone() throws IOException {
		assertStopped("mixed", "1 of 3 movies failed: " + folder.resolve("mixed/notes.tif") + " is not a TIF image");
		for (final String name : List.of("a-vos.tif", "b \u00fc-vos.tif", "batch.csv", "notes-vos.json"))
			assertTrue(Files.exists(folder.resolve("two").resolve(name)), name);
		assertFalse(Files.exists(folder.resolve("two/notes-vos.tif")));
		assertStopped("mixedAgain", "1 of 3 movies failed");
		assertTrue(results.get("mixedAgain").console().contains("complete before"), results.get("mixedAgain").console());
	}

	@Test
	void wrongParametersStopTheMacro() {
		assertStopped("wrongShard", "shard must be I/N");
		assertStopped("misspelled", "did you mean object_diameter?");
		assertStopped("bareSwitch", "resume must be true or false: write resume=true");
		assertStopped("gpu", "CUDA cannot be used");
		assertStopped("relative", "folder must be a complete path");
		assertStopped("missing", "none is not a folder");
		assertFalse(Files.exists(folder.resolve("x")));
	}

	@Test
	void shippedMacroRuns() {
		assertEquals("went on", results.get("shipped").value(), results.get("shipped").console());
		assertTrue(Files.exists(folder.resolve("four/a-vos.tif")));
	}

	// -- Helper methods --

	private void batch(final String name, final Path movies, final String target, final String keys) {
		macros.put(name, "run('Batch Segment Folder...', 'folder=[" + movies + "] results=[" + folder.resolve(target) +
			"]" + keys + "'); return 'went on ' + nImages;");
	}

	private void assertStopped(final String name, final String message) {
		final FijiMacros.Result result = results.get(name);
		assertFalse(result.value().startsWith("went on"), result.console());
		assertTrue(result.console().replaceAll("\\s+", " ").contains(message), result.console());
		assertFalse(result.console().contains("\tat "), "a stack trace:\n" + result.console());
	}
}
