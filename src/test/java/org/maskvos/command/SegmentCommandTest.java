package org.maskvos.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskvos.model.Device;
import org.maskvos.vos.NetworkOptions;
import org.maskvos.vos.maskvos.MaskVosOptions;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.event.EventService;
import org.scijava.event.EventSubscriber;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import org.scijava.task.event.TaskEvent;

/** {@link SegmentCommand} as scripts call it. */
@Tag("unit")
class SegmentCommandTest {

	private final FakeSegmenters segmenters = new FakeSegmenters();
	private final Map<String, Object> inputs = new HashMap<>();
	private final ImagePlus movie = TestMovies.movingSquare("cells.tif", 4);
	private Context context;

	@BeforeEach
	void start() {
		context = new Context(CommandService.class, TaskService.class);
		inputs.put("movie", movie);
	}

	@AfterEach
	void dispose() {
		context.dispose();
	}

	@Test
	void labelsEveryFrame() throws Exception {
		final Module module = run();
		assertFalse(isCanceled(module), reason(module));
		final ImagePlus labels = (ImagePlus) module.getOutput("labels");
		assertEquals("cells-vos", labels.getTitle());
		assertEquals(4, labels.getNFrames());
		assertEquals(1, labels.getNSlices());
		for (int t = 1; t <= 4; t++) {
			assertEquals(1, labels.getStack().getProcessor(t).get(1 + t, 2));
			assertEquals(0, labels.getStack().getProcessor(t).get(0, 0));
		}
		assertTrue(module.isOutputResolved("labels"), "nobody shows it a second time");
		assertTrue(segmenters.closed);
	}

	@Test
	void defaultsAreTheSegmentersOwn() throws Exception {
		run();
		assertEquals(MaskVosOptions.defaults(), segmenters.options);
	}

	@Test
	void settingsArrive() throws Exception {
		inputs.putAll(Map.of("model", "fake", "object_diameter", 17.5, "output", "Semantic", "device", "CPU", "threads",
			2));
		run();
		assertEquals(new MaskVosOptions(new NetworkOptions("fake", Device.CPU, 2), 17.5, MaskVosOptions.Output.SEMANTIC),
			segmenters.options);
	}

	@Test
	void installedModelsAreNamed() throws Exception {
		inputs.put("model", "best");
		assertRefused("model must be auto, fake, not \"best\"");
	}

	@Test
	void commandServiceGivesTheModuleToScripts() throws Exception {
		final Module module = context.service(CommandService.class).run(SegmentCommand.class, true, "movie", movie, "model",
			"none").get();
		assertTrue(reason(module).contains("model must be auto"), reason(module));
	}

	@ParameterizedTest
	@CsvSource({ "model,best", "axis,w", "output,boxes", "device,tpu" })
	void unknownChoiceIsRefused(final String name, final String value) throws Exception {
		inputs.put(name, value);
		assertRefused(name, value);
	}

	@ParameterizedTest
	@CsvSource({ "channel,0", "channel,3", "threads,-1", "threads,5000", "object_diameter,-3", "object_diameter,9000",
		"object_diameter,1" })
	void numberOutOfRangeIsRefused(final String name, final String value) throws Exception {
		inputs.put(name, name.equals("object_diameter") ? (Object) Double.valueOf(value) : Integer.valueOf(value));
		assertRefused(name, value);
	}

	@ParameterizedTest
	@CsvSource({ "channel", "threads", "object_diameter" })
	void wordInsteadOfANumberIsRefused(final String name) throws Exception {
		inputs.put(name, null); // what SciJava makes of "abc"
		assertRefused(name, "number");
	}

	@Test
	void missingImageIsRefused() throws Exception {
		inputs.remove("movie");
		assertRefused("movie", "no image is open");
	}

	@Test
	void gpuThatCannotBeUsedIsRefused() throws Exception {
		inputs.put("device", "gpu");
		assertRefused("CUDA", "cannot be used");
	}

	@Test
	void nextRunGetsItsOwnInput() throws Exception {
		run();
		final ImagePlus second = TestMovies.movingSquare("second.tif", 2);
		inputs.put("movie", second);
		final ImagePlus labels = (ImagePlus) run().getOutput("labels");
		assertEquals("second-vos", labels.getTitle());
		assertEquals(2, labels.getNFrames());
	}

	@Test
	void worksWithoutPreAndPostprocessing() throws Exception {
		final Module module = run(false);
		assertFalse(isCanceled(module), reason(module));
		assertEquals("cells-vos", ((ImagePlus) module.getOutput("labels")).getTitle());
	}

	@Test
	void tableOfTracksIsWritten(@TempDir final Path folder) throws Exception {
		final Path table = folder.resolve("tracks.csv");
		inputs.put("tracks", table.toString());
		run();
		assertEquals(5, Files.readAllLines(table).size());
	}

	@Test
	void tableMustHaveACompletePath() throws Exception {
		inputs.put("tracks", "tracks.csv");
		assertRefused("tracks must be a complete path");
	}

	@Test
	void tableInAMissingFolderIsRefusedBeforeTheWork(@TempDir final Path folder) throws Exception {
		inputs.put("tracks", folder.resolve("none").resolve("tracks.csv").toString());
		assertRefused("tracks.csv", "cannot be written");
	}

	@Test
	void escapeCancels(@TempDir final Path folder) throws Exception {
		segmenters.beforeFrame = t -> {
			if (t == 2) ij.IJ.setKeyDown(java.awt.event.KeyEvent.VK_ESCAPE);
		};
		inputs.put("tracks", folder.resolve("tracks.csv").toString());
		assertRefused("Canceled");
		assertEquals(0, folder.toFile().list().length);
		segmenters.beforeFrame = t -> {};
		assertFalse(isCanceled(run()), "Escape is forgotten");
	}

	@Test
	void cancelButtonOfTheTaskCancels() throws Exception {
		final Task[] tasks = new Task[1];
		final EventSubscriber<TaskEvent> listener = new EventSubscriber<>() {

			@Override
			public void onEvent(final TaskEvent event) {
				tasks[0] = event.getTask();
			}

			@Override
			public Class<TaskEvent> getEventClass() {
				return TaskEvent.class;
			}
		};
		context.service(EventService.class).subscribe(listener);
		segmenters.beforeFrame = t -> {
			if (t == 2) tasks[0].cancel("enough");
		};
		assertRefused("Canceled");
		assertEquals(2, tasks[0].getProgressValue());
		assertEquals(4, tasks[0].getProgressMaximum());
		assertTrue(tasks[0].isDone());
	}

	@Test
	void crashOfTheSegmenterIsAMessage() throws Exception {
		segmenters.beforeFrame = t -> {
			throw new IllegalStateException("queue is empty");
		};
		assertRefused("Unexpected error", "queue is empty");
	}

	// -- Helper methods --

	private Module run() throws InterruptedException, ExecutionException {
		return run(true);
	}

	private Module run(final boolean process) throws InterruptedException, ExecutionException {
		final CommandInfo info = context.service(CommandService.class).getCommand(SegmentCommand.class);
		final ModuleService modules = context.service(ModuleService.class);
		final Module module = modules.createModule(info);
		((SegmentCommand) module.getDelegateObject()).use(segmenters);
		return modules.run(module, process, inputs).get();
	}

	private void assertRefused(final String... words) throws Exception {
		final Module module = run();
		assertTrue(isCanceled(module));
		for (final String word : words)
			assertTrue(reason(module).contains(word), reason(module));
		assertNull(module.getOutput("labels"));
	}

	private static boolean isCanceled(final Module module) {
		return ((Cancelable) module).isCanceled();
	}

	private static String reason(final Module module) {
		return ((Cancelable) module).getCancelReason();
	}
}
