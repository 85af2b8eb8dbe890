package org.maskvos.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** The commands as real macros without a window call them. */
@Tag("macro")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MacroTest {

	/** Makes a movie of one square of brightness {@code value}. */
	private static final String MOVIE = "while (nImages > 0) close();\n" + "function movie(title, value, n) {\n" +
		"newImage(title, '8-bit black', 16, 8, n); run('Properties...', 'slices=1 frames=' + n);\n" +
		"for (t = 1; t <= n; t++) { setSlice(t); setColor(value); fillRect(1 + t, 2, 3, 3); } }\n" +
		"function segment(keys) { run('Segment Time-Lapse...', keys); }\n";

	private final Map<String, String> macros = new LinkedHashMap<>();
	private Map<String, FijiMacros.Result> results;

	@BeforeAll
	void runAll(@TempDir final Path folder) throws Exception {
		macro("becomesActive", "movie('a', 100, 4); segment('movie=a');\n" +
			"return getTitle() + ' ' + nImages + ' ' + nSlices + ' ' + getValue(3, 3);");
		macro("canBeSelected", "movie('a', 100, 4); segment('movie=a'); selectImage('a'); selectImage('a-vos');\n" +
			"setSlice(4); return '' + getValue(6, 3) + ' ' + getValue(2, 3);");
		macro("nextCommandGetsTheActiveImage", "movie('a', 100, 3); movie('b', 200, 2);\n" +
			"selectImage('a'); segment('device=cpu'); selectImage('b'); segment('device=cpu');\n" +
			"return getTitle() + ' ' + nSlices + ' ' + getValue(3, 3);");
		macro("manyInARow", "for (i = 1; i <= 12; i++) movie('m' + i, 100, i + 1);\n" +
			"s = ''; for (i = 1; i <= 12; i++) { selectImage('m' + i); segment('threads=1'); s += getTitle() + ' ' + nSlices + ','; }\n" +
			"return s;");
		macro("noImage", "segment('device=cpu'); return 'went on';");
		macro("unknownChoice", "movie('a', 100, 2); segment('movie=a device=tpu'); return 'went on';");
		macro("noNumber", "movie('a', 100, 2); segment('movie=a object_diameter=abc'); return 'went on';");
		macro("misspelledKey", "movie('a', 100, 2); segment('movie=a object_diametre=20'); return 'went on';");
		macro("capitalKey", "movie('a', 100, 2); segment('movie=a Device=cpu'); return 'went on';");
		macro("unknownTitle", "movie('a', 100, 2); segment('movie=[no such movie]'); return 'went on';");
		macro("modelError", "movie('a', 100, 2); segment('movie=a device=gpu'); return 'went on';");
		macro("afterAnError", "movie('a', 100, 2); segment('movie=a'); return getTitle();");
		macro("titleWithBlanks",
			"movie('my movie 1.tif', 100, 2); segment('movie=[my movie 1.tif] channel=1'); return '' + nImages;");
		macro("allKeys",
			"movie('a', 100, 2); segment('movie=a model=auto channel=1 axis=auto object_diameter=0 output=instances device=auto threads=0'); return getTitle();");
		macro("models", "run('MaskVOS Models'); return '' + nImages;");
		macro("sample",
			"run('MaskVOS Sample Movie...', 'modality=fluorescence frames=3 width=64 height=48 cells=3 seed=2');\n" +
				"a = getTitle(); selectImage(a + '-truth'); return a + ' ' + getWidth() + ' ' + nSlices + ' ' + nImages;");
		macro("shippedMacro", "movie('cells', 100, 3); path = '" + folder +
			"/my cells.tif'; saveAs('Tiff', path); close();\n" + "runMacro('" + Path.of("macros/Segment_Time-Lapse.ijm")
				.toAbsolutePath() + "', path);\n" + "return getTitle() + ',' + lengthOf(File.openAsString('" + folder +
			"/my cells-vos.csv')) + ',' + getInfo('image.directory');");
		macro("shippedMacroOnUnsavedMovie", "movie('cells', 100, 3);\n" + "runMacro('" + Path.of(
			"macros/Segment_Time-Lapse.ijm").toAbsolutePath() + "'); return getTitle();");
		macro("titlesDiffer",
			"movie('a', 100, 2); s = ''; for (i = 0; i < 3; i++) { segment('movie=a'); s += getTitle() + ','; }\n" +
				"selectImage('a-vos-1'); close(); segment('movie=a'); run('MaskVOS Sample Movie...', 'frames=1 width=64 height=48 cells=3');\n" +
				"s += ',' + getTitle(); run('MaskVOS Sample Movie...', 'frames=1 width=64 height=48 cells=3'); s += ',' + getTitle();\n" +
				"selectImage('simulated-phase-truth-1'); selectImage('a-vos-1'); return s;");
		for (final String key : new String[] { "movie=a", "movie=b annotations=a" })
			macro("ambiguous " + key, "movie('b', 100, 2); movie('a', 100, 2); movie('a', 200, 2);\n" + "run('" + (key
				.contains("annotations") ? "Propagate Labels..." : "Segment Time-Lapse...") + "', '" + key +
				"'); return 'went on';");
		macro("byNumber",
			"movie('a', 100, 2); id = getImageID(); movie('a', 200, 2); segment('movie=' + id); return '' + getValue(3, 3);");
		macro("dialogCanceled",
			"movie('a', 100, 2); call('ij.Prefs.set', 'dialog.cancel', 'true'); segment('channel=1'); return 'went on';");
		macro("dialogNotNeeded",
			"movie('a', 100, 2); segment('model=auto channel=1 axis=auto object_diameter=0 output=instances tracks=[] device=auto threads=0');\n" +
				"call('ij.Prefs.set', 'dialog.cancel', 'false'); return getTitle();");
		macro("escape",
			"movie('a', 100, 3); call('ij.Prefs.set', 'escape.pressed', 'true'); segment('movie=a'); return 'went on';");
		macro("afterEscape",
			"movie('a', 100, 3); call('ij.Prefs.set', 'escape.pressed', 'false'); segment('movie=a'); return getTitle();");
		macro("repeated", "movie('a', 100, 2); segment('channel=1'); segment('channel=1'); return 'went on';");
		macro("repeatedAfterSaving", "movie('a', 100, 2); segment('channel=1'); saveAs('Tiff', '" + folder +
			"/saved.tif'); close(); open('" + folder + "/saved.tif'); segment('channel=1'); return 'went on';");
		macro("madeOfLabels",
			"movie('a', 100, 2); segment('channel=1'); run('32-bit'); run('Add...', 'value=0.5 stack'); segment('channel=1'); return getTitle();");
		final String toy = org.maskvos.DiscMovie.toyPackage().toAbsolutePath().toString();
		final String propagate = "run('Propagate Labels...', 'movie=a model=[" + toy + "] memory_every=1 annotations=";
		macro("propagateLabelImage", "movie('labels', 7, 1); movie('a', 100, 3);\n" + propagate + "labels');\n" +
			"setSlice(1); return getTitle() + ' ' + nSlices + ' ' + getValue(3, 3) + ' ' + getValue(6, 3);");
		macro("propagateSelection", "movie('a', 100, 3); setSlice(2); makeRectangle(3, 2, 3, 3);\n" + propagate +
			"[roi manager]'); setSlice(2); return getTitle() + ' ' + getValue(4, 3) + ' ' + getValue(9, 3);");
		macro("propagateUnknownTitle", "movie('a', 100, 2); " + propagate + "nothing'); return 'went on';");
		macro("propagateMisspelledKey", "movie('a', 100, 2); " + propagate + "labels pases=2'); return 'went on';");
		macro("propagateShippedMacro", "movie('cells', 100, 3); saveAs('Tiff', '" + folder + "/p.tif'); close();\n" +
			"movie('cells', 5, 1); saveAs('Tiff', '" + folder + "/q.tif'); close();\n" + "runMacro('" + Files.writeString(
				folder.resolve("shipped.ijm"), Files.readString(Path.of("macros/Propagate_Labels.ijm")).replace(
					"model = \"auto\"", "model = \"" + toy + "\"")) + "', '" + folder + "/p.tif," + folder + "/q.tif');\n" +
			"return getTitle() + ',' + lengthOf(File.openAsString('" + folder + "/p-vos.csv'));");
		final List<FijiMacros.Result> list = FijiMacros.run(folder, List.copyOf(macros.values()));
		results = new LinkedHashMap<>();
		int i = 0;
		for (final String name : macros.keySet())
			results.put(name, list.get(i++));
	}

	@Test
	void resultBecomesTheActiveImage() {
		assertEquals("a-vos 2 4 1", value("becomesActive"));
		assertEquals("1 0", value("canBeSelected"));
	}

	@Test
	void resultDoesNotBecomeTheNextInput() {
		assertEquals("b-vos 2 2", value("nextCommandGetsTheActiveImage"));
		final StringBuilder all = new StringBuilder();
		for (int i = 1; i <= 12; i++)
			all.append("m" + i + "-vos " + (i + 1) + ",");
		assertEquals(all.toString(), value("manyInARow"));
	}

	@Test
	void errorsStopTheMacroAndNameTheParameter() {
		assertStopped("noImage", "movie: no image is open");
		assertStopped("unknownChoice", "device must be auto, cpu, gpu, not \"tpu\"");
		assertStopped("noNumber", "object_diameter must be a number");
		assertStopped("misspelledKey", "\"object_diametre\" is not a parameter");
		assertStopped("misspelledKey", "did you mean object_diameter?");
		assertStopped("capitalKey", "did you mean device?");
		assertStopped("unknownTitle", "movie: no open image has the title \"no such movie\"");
		assertStopped("modelError", "CUDA cannot be used");
	}

	@Test
	void aMacroAfterAnErrorRuns() {
		assertEquals("a-vos", value("afterAnError"));
	}

	@Test
	void noTwoResultsHaveTheSameTitle() {
		assertEquals("a-vos,a-vos-1,a-vos-2,,simulated-phase,simulated-phase-1", value("titlesDiffer"));
	}

	@Test
	void aTitleOfSeveralImagesStopsTheMacro() {
		assertStopped("ambiguous movie=a", "movie: 2 open images have the title \"a\"");
		assertStopped("ambiguous movie=b annotations=a", "annotations: 2 open images have the title \"a\"");
		assertEquals("1", value("byNumber"));
	}

	/** A result is active when a macro runs again. */
	@Test
	void ourLabelsAreNoMovie() {
		assertStopped("repeated", "movie: \"a-vos\" is a label movie that MaskVOS made");
		assertStopped("repeatedAfterSaving", "movie: \"saved.tif\" is a label movie that MaskVOS made");
		assertEquals("a-vos-vos", value("madeOfLabels"));
	}

	@Test
	void cancelingStopsTheMacroWithoutAnError() {
		for (final String name : List.of("dialogCanceled", "escape")) {
			assertStopped(name, "");
			assertFalse(results.get(name).console().contains("Error"), results.get(name).console());
		}
		assertEquals("a-vos", value("dialogNotNeeded"));
		assertEquals("a-vos", value("afterEscape"));
	}

	@Test
	void keysAreRead() {
		assertEquals("2", value("titleWithBlanks"));
		assertEquals("a-vos", value("allKeys"));
	}

	@Test
	void shippedMacroSavesBesideTheMovie() {
		final String[] parts = value("shippedMacro").split(",");
		assertEquals("my cells-vos.tif", parts[0]);
		assertTrue(Integer.parseInt(parts[1]) > 100, "table of " + parts[1] + " characters");
		assertEquals("cells-vos.tif", value("shippedMacroOnUnsavedMovie"));
	}

	@Test
	void labelsArePropagatedFromImagesAndSelections() {
		assertEquals("a-vos 3 7 0", value("propagateLabelImage"));
		assertEquals("a-vos 1 0", value("propagateSelection"));
		final String[] parts = value("propagateShippedMacro").split(",");
		assertEquals("p-vos.tif", parts[0]);
		assertTrue(Integer.parseInt(parts[1]) > 100, "table of " + parts[1] + " characters");
		assertStopped("propagateUnknownTitle", "annotations must be \"roi manager\", the title of an open image");
		assertStopped("propagateMisspelledKey", "did you mean passes?");
	}

	@Test
	void modelsAreListedInTheLog() {
		assertTrue(results.get("models").console().contains("maskvos-compact"), results.get("models").console());
		assertEquals("0", value("models"));
	}

	@Test
	void sampleMovieOpensWithItsTruth() {
		assertEquals("simulated-fluorescence 64 3 2", value("sample"));
	}

	// -- Helper methods --

	private void macro(final String name, final String text) {
		macros.put(name, (MOVIE + text).replace('\'', '"'));
	}

	private String value(final String name) {
		final FijiMacros.Result result = results.get(name);
		assertFalse("[aborted]".equals(result.value()), result.console());
		return result.value();
	}

	private void assertStopped(final String name, final String message) {
		final FijiMacros.Result result = results.get(name);
		assertFalse("went on".equals(result.value()), result.console());
		assertTrue(result.console().contains(message), result.console());
		assertFalse(result.console().contains("\tat "), "a stack trace:\n" + result.console());
	}
}
