package org.maskvos.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.WindowManager;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.task.TaskService;

/** {@code Evaluate Labels...}: files, folders of the Cell Tracking Challenge, and what it refuses. */
@Tag("unit")
class EvaluateCommandTest {

	@TempDir
	private Path folder;

	private Context context;

	@BeforeEach
	void start() {
		context = new Context(CommandService.class, TaskService.class);
	}

	@AfterEach
	void dispose() {
		context.dispose();
		WindowManager.setTempCurrentImage(null);
	}

	@Test
	void filesAreScored() throws Exception {
		final Path truth = save("truth.tif", 4);
		final Map<String, Double> same = scores(run(truth.toString(), truth.toString(), Map.of("objects", true)));
		for (final String name : new String[] { "SEG", "DET", "TRA", "J", "F", "object_100_J", "objects_J&F" })
			assertEquals(1, same.get(name), name);
		final Map<String, Double> davis = scores(run(truth.toString(), shifted(truth, 4).toString(), Map.of("metrics",
			"davis", "without_ends", true)));
		assertTrue(!davis.containsKey("SEG") && davis.get("J") < 1, davis.toString());
	}

	/** Frames by hand differ from the tracks' here, so that one sees which are used. */
	@Test
	void challengeFoldersAreScored() throws Exception {
		final Path tracked = Files.createDirectories(folder.resolve("01_GT/TRA"));
		final Path seg = Files.createDirectories(folder.resolve("01_GT/SEG"));
		final Path result = Files.createDirectory(folder.resolve("01_RES"));
		final ImagePlus movie = TestMovies.movingSquare("movie", 3);
		for (int t = 0; t < 3; t++) {
			final ImagePlus frame = new ImagePlus("", movie.getStack().getProcessor(t + 1).convertToShort(false));
			new FileSaver(frame).saveAsTiff(tracked.resolve("man_track00" + t + ".tif").toString());
			new FileSaver(frame).saveAsTiff(result.resolve("mask00" + t + ".tif").toString());
		}
		final ImageProcessor half = movie.getStack().getProcessor(2).convertToShort(false);
		for (int y = 0; y < half.getHeight(); y++)
			half.set(3, y, 0);
		new FileSaver(new ImagePlus("", half)).saveAsTiff(seg.resolve("man_seg001.tif").toString());
		for (final Path file : new Path[] { tracked.resolve("man_track.txt"), result.resolve("res_track.txt") })
			Files.writeString(file, "100 0 2 0\n");
		final Map<String, Double> scores = scores(run(folder.resolve("01_GT").toString(), result.toString(), Map.of()));
		assertEquals(1, scores.get("TRA"));
		assertEquals(1, scores.get("DET"));
		assertEquals(6 / 9.0, scores.get("SEG"), 1e-9);
	}

	@Test
	void whatDoesNotFitIsRefused() throws Exception {
		final Path truth = save("truth.tif", 4);
		assertRefused("truth must be the title of an open image", run("", truth.toString(), Map.of()));
		assertRefused("prediction must be the title", run(truth.toString(), "nothing.tif", Map.of()));
		assertRefused("has 3 frames of 16 x 8 pixels, but the truth", run(truth.toString(), save("short.tif", 3).toString(),
			Map.of()));
		assertRefused("metrics must be all, ctc, davis", run(truth.toString(), truth.toString(), Map.of("metrics", "iou")));
		assertRefused("threads must be a number", run(truth.toString(), truth.toString(), Map.of("threads", -1)));
	}

	// -- Helper methods --

	private Path save(final String name, final int frames) {
		final Path file = folder.resolve(name);
		new FileSaver(TestMovies.movingSquare(name, frames)).saveAsTiff(file.toString());
		return file;
	}

	private Path shifted(final Path truth, final int frames) {
		final ImagePlus movie = TestMovies.movingSquare("shifted", frames);
		for (int t = 1; t <= frames; t++)
			movie.getStack().getProcessor(t).translate(1, 0);
		final Path file = truth.resolveSibling("shifted.tif");
		new FileSaver(movie).saveAsTiff(file.toString());
		return file;
	}

	private Module run(final String truth, final String prediction, final Map<String, Object> more) throws Exception {
		final Map<String, Object> inputs = new HashMap<>(more);
		inputs.put("truth", truth);
		inputs.put("prediction", prediction);
		return context.service(CommandService.class).run(EvaluateCommand.class, true, inputs).get();
	}

	private static Map<String, Double> scores(final Module module) {
		final ResultsTable table = (ResultsTable) module.getOutput("table");
		assertTrue(table != null, ((org.scijava.Cancelable) module.getDelegateObject()).getCancelReason());
		final Map<String, Double> scores = new HashMap<>();
		for (int row = 0; row < table.size(); row++)
			scores.put(table.getStringValue("measure", row), table.getValue("value", row));
		return scores;
	}

	private static void assertRefused(final String message, final Module module) {
		final Command command = (Command) module.getDelegateObject();
		final String reason = ((org.scijava.Cancelable) command).getCancelReason();
		assertTrue(reason != null && reason.replaceAll("\\s+", " ").contains(message), reason);
	}
}
