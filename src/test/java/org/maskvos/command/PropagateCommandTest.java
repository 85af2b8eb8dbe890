package org.maskvos.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.io.RoiEncoder;
import ij.process.ShortProcessor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskvos.DiscMovie.Disc;
import org.maskvos.DiscMovie;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.task.TaskService;

/** The command, with the toy network, as scripts run it. */
@Tag("unit")
class PropagateCommandTest {

	private static final int FRAMES = 4;
	private static final DiscMovie DISCS = new DiscMovie(96, 64, FRAMES, new Disc(4, 120, 20, 24, 2, 1), new Disc(9, 250,
		70, 30, -2, 0));

	@TempDir
	private Path folder;

	private Context context;
	private ImagePlus movie;

	@BeforeEach
	void open() {
		context = new Context(CommandService.class, TaskService.class);
		movie = image("discs", t -> {
			final float[] pixels = DISCS.frame(t).update(null).getCurrentStorageArray();
			final int[] grey = new int[pixels.length];
			for (int i = 0; i < grey.length; i++)
				grey[i] = (int) pixels[i];
			return grey;
		});
	}

	@AfterEach
	void close() {
		context.dispose();
	}

	private static ImagePlus image(final String title, final IntFunction<int[]> pixels) {
		final ImageStack stack = new ImageStack(96, 64);
		for (int t = 0; t < FRAMES; t++) {
			final ShortProcessor plane = new ShortProcessor(96, 64);
			final int[] values = pixels.apply(t);
			for (int i = 0; i < values.length; i++)
				plane.set(i, values[i]);
			stack.addSlice(plane);
		}
		final ImagePlus image = new ImagePlus(title, stack);
		image.setDimensions(1, 1, FRAMES);
		return image;
	}

	/** @param inputs names and values, besides the movie and the model */
	private Module run(final Object... inputs) throws Exception {
		final Map<String, Object> all = new HashMap<>(Map.of("movie", movie, "model", DiscMovie.toyPackage()
			.toAbsolutePath().toString(), "device", "cpu", "memory_every", 1));
		for (int i = 0; i < inputs.length; i += 2)
			all.put((String) inputs[i], inputs[i + 1]);
		return context.service(ModuleService.class).run(context.service(CommandService.class).getCommand(
			PropagateCommand.class), true, all).get();
	}

	private static int[] plane(final ImagePlus image, final int t) {
		final ShortProcessor plane = (ShortProcessor) image.getStack().getProcessor(t + 1);
		final int[] ids = new int[96 * 64];
		for (int i = 0; i < ids.length; i++)
			ids[i] = plane.get(i);
		return ids;
	}

	private void assertFails(final String sentence, final Object... inputs) throws Exception {
		final Module module = run(inputs);
		assertTrue(((Cancelable) module).isCanceled());
		assertTrue(((Cancelable) module).getCancelReason().contains(sentence), ((Cancelable) module).getCancelReason());
		assertNull(module.getOutput("labels"));
	}

	@Test
	void labelsOfAFileAreFollowedAndNoted() throws Exception {
		final Path file = folder.resolve("labels.tif");
		final ImagePlus first = new ImagePlus("", image("", DISCS::truth).getStack().getProcessor(2));
		ij.IJ.save(first, file.toString());
		final Path table = folder.resolve("t.txt");
		final Module module = run("annotations", file.toString(), "annotation_frame", 2, "tracks", table.toString());
		final ImagePlus labels = (ImagePlus) module.getOutput("labels");
		assertEquals("discs-vos", labels.getTitle());
		assertEquals(FRAMES, labels.getNFrames());
		assertArrayEquals(DISCS.truth(1), plane(labels, 1));
		for (int t = 0; t < FRAMES; t++)
			for (final int id : new int[] { 4, 9 })
				assertTrue(DiscMovie.jaccard(DISCS.truth(t), plane(labels, t), id) > 0.6, "object " + id + " in frame " + t);
		final String info = (String) labels.getProperty("Info");
		assertTrue(info.contains("model: toy-stcn") && info.contains("annotated_frames: 1") && info.contains("labels.tif"),
			info);
		assertEquals("4 0 3 0\n9 0 3 0\n", Files.readString(table));
	}

	@Test
	void selectionsAndRoisServeToo() throws Exception {
		movie.setRoi(new OvalRoi(60, 20, 20, 20));
		final ImagePlus labels = (ImagePlus) run("annotations", "roi manager").getOutput("labels");
		assertTrue(java.util.Arrays.stream(plane(labels, 3)).anyMatch(id -> id == 1));
		final Path set = folder.resolve("cell.roi");
		Files.write(set, RoiEncoder.saveAsByteArray(movie.getRoi()));
		assertArrayEquals(plane(labels, 3), plane((ImagePlus) run("annotations", set.toString()).getOutput("labels"), 3));
	}

	@Test
	void mistakesAreToldInASentence() throws Exception {
		assertFails("annotations: the ROI Manager is empty");
		assertFails("annotations must be \"roi manager\"", "annotations", "no such thing");
		assertFails("memory must be every, bounded, bounded_pixels", "annotations", "x", "memory", "none");
		assertFails("passes must be 1 to 20", "annotations", "x", "passes", 0);
		movie.setRoi(new OvalRoi(60, 20, 20, 20));
		assertFails("annotation_frame must be 1 to 4", "annotation_frame", 9);
		assertFails("is of the kind maskvos, flow", "model", "maskvos-compact");
	}
}
