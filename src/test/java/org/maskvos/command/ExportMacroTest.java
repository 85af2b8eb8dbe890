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
import org.junit.jupiter.api.io.TempDir;

/** {@code Export Labels...} in real macros: each in a Fiji without a window. */
@Tag("macro")
class ExportMacroTest {

	@TempDir
	private static Path folder;

	private static Map<String, FijiMacros.Result> results;

	@BeforeAll
	static void runAll() throws IOException, InterruptedException {
		new FileSaver(TestMovies.movingSquare("labels", 3)).saveAsTiff(folder.resolve("my labels.tif").toString());
		final Map<String, String> macros = new LinkedHashMap<>();
		macros.put("rois", export("[my labels.tif]", "rois", "set.zip", ""));
		macros.put("table", export("[" + folder.resolve("my labels.tif") + "]", "table", "table.csv",
			" movie=[my labels.tif]"));
		macros.put("overlay", export("[my labels.tif]", "overlay", "seen", " movie=[my labels.tif]"));
		macros.put("ctc", export("[my labels.tif]", "ctc", "01_RES", " tracks="));
		macros.put("noMovie", export("[my labels.tif]", "overlay", "none.avi", ""));
		macros.put("misspelled", export("[my labels.tif]", "roi", "none.zip", ""));
		macros.put("picture",
			"newImage('grey', '8-bit ramp', 40, 30, 2); run('Add Specified Noise...', 'stack standard=20');\n" +
				"run('Export Labels...', 'labels=grey format=rois target=[" + folder.resolve("none.zip") +
				"]'); return 'went on';");
		macros.put("pictureScored",
			"newImage('grey', '8-bit ramp', 16, 8, 3); run('Add Specified Noise...', 'stack standard=20');\n" +
				"run('Evaluate Labels...', 'truth=[" + folder.resolve("my labels.tif") +
				"] prediction=grey'); return 'went on';");
		macros.put("noTarget", "open('" + folder.resolve("my labels.tif") +
			"'); run('Export Labels...', 'labels=[my labels.tif] format=rois target=set.zip'); return 'went on';");
		final List<FijiMacros.Result> list = FijiMacros.run(folder, List.copyOf(macros.values()));
		results = new LinkedHashMap<>();
		int i = 0;
		for (final String name : macros.keySet())
			results.put(name, list.get(i++));
	}

	@Test
	void everyFormatIsWritten() throws IOException {
		for (final String name : List.of("rois", "table", "overlay", "ctc"))
			assertEquals("went on my labels.tif", results.get(name).value(), results.get(name).console());
		for (final String file : List.of("set.zip", "table.csv", "seen/00002.png", "01_RES/mask002.tif",
			"01_RES/res_track.txt"))
			assertTrue(Files.size(folder.resolve(file)) > 0, file);
		assertEquals(4, Files.readAllLines(folder.resolve("table.csv")).size());
	}

	@Test
	void wrongValuesStopTheMacro() {
		assertStopped("noMovie", "movie is needed for an overlay");
		assertStopped("misspelled", "format must be ctc, davis, rois, table, overlay, not");
		assertStopped("noTarget", "target must be a complete path");
		assertFalse(Files.exists(folder.resolve("none.avi")) || Files.exists(folder.resolve("none.zip")));
	}

	@Test
	void picturesAreNoLabels() {
		for (final String name : List.of("picture", "pictureScored"))
			assertStopped(name, "Image 'grey' is not a label image");
		assertFalse(Files.exists(folder.resolve("none.zip")));
	}

	// -- Helper methods --

	private static String export(final String labels, final String format, final String target, final String more) {
		return "while (nImages > 0) close(); open('" + folder.resolve("my labels.tif") +
			"'); run('Export Labels...', 'labels=" + labels + " format=" + format + " target=[" + folder.resolve(target) +
			"]" + more + "'); return 'went on ' + getTitle();";
	}

	private static void assertStopped(final String name, final String message) {
		final FijiMacros.Result result = results.get(name);
		assertFalse(result.value().startsWith("went on"), result.console());
		assertTrue(result.console().replaceAll("\\s+", " ").contains(message), result.console());
	}
}
