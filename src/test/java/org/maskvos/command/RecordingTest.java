package org.maskvos.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleRunner;
import org.scijava.module.ModuleService;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.PluginService;
import org.scijava.task.TaskService;

/** What ImageJ's recorder writes can be read again, and means the same. */
@Tag("macro")
class RecordingTest {

	private final FakeSegmenters segmenters = new FakeSegmenters();

	@TempDir
	private Path folder;

	private Context context;

	@BeforeEach
	void start() {
		context = new Context(CommandService.class, ConvertService.class, TaskService.class);
		Recorder.resetCommandOptions();
	}

	@AfterEach
	void dispose() {
		context.dispose();
		WindowManager.setTempCurrentImage(null);
	}

	@Test
	void defaults() throws Exception {
		roundTrip(SegmentCommand.class, Map.of());
		roundTrip(SampleMovieCommand.class, Map.of());
		roundTrip(BatchCommand.class, Map.of());
	}

	@Test
	void valuesWithBlanksAndBackslashes() throws Exception {
		roundTrip(SegmentCommand.class, Map.of("object_diameter", 17.25, "tracks", "C:\\my data\\tracks 1.csv", "threads",
			3, "axis", "z"));
		roundTrip(BatchCommand.class, Map.of("folder", "/data/my movies", "pattern", "*.nd2", "resume", true, "shard",
			"2/3"));
		roundTrip(SampleMovieCommand.class, Map.of("modality", "dic", "seed", Integer.MAX_VALUE));
	}

	@Test
	void emptyTextBeforeAnotherKey() {
		assertEquals(Map.of("a", "", "b", "[1] x", "c", "", "d", "e f"), MacroKeys.parse("a= b=[[1] x] c d='e f' "));
	}

	/** The line of the user guide. */
	@Test
	void theActiveImageIsNamed() throws Exception {
		WindowManager.setTempCurrentImage(TestMovies.movingSquare("my cells.tif", 3));
		final Module module = fromMenu(SegmentCommand.class, Map.of("object_diameter", 17.5));
		assertFalse(((Cancelable) module).isCanceled());
		assertEquals("movie=[my cells.tif] model=auto channel=1 axis=auto object_diameter=17.5 output=instances tracks= " +
			"device=auto threads=0", Recorder.getCommandOptions());
		assertEquals("my cells-vos", ((ImagePlus) module.getOutput("labels")).getTitle());
	}

	@Test
	void everyCommandRecordsAllItsKeys() throws Exception {
		WindowManager.setTempCurrentImage(TestMovies.movingSquare("cells", 3));
		for (final CommandInfo command : context.service(CommandService.class).getCommandsOfType(MaskVosCommand.class)) {
			final Module module = fromMenu(command.loadClass().asSubclass(MaskVosCommand.class), Map.of());
			for (final ModuleItem<?> input : module.getInfo().inputs())
				if (input.getType() == ImagePlus.class || input.getType().getName().startsWith("java.lang.") && input
					.getVisibility() == ItemVisibility.NORMAL) assertTrue(MacroKeys.parse(Recorder.getCommandOptions())
						.containsKey(input.getName()), command.getTitle() + ": " + input.getName());
		}
	}

	/** Results are there, and the line is whole, before the failure is told. */
	@Test
	void aBatchWithABadMovie() throws Exception {
		final Module module = fromMenu(BatchCommand.class, batchOfThree());
		assertTrue(((Cancelable) module).getCancelReason().startsWith("1 of 3 movies failed: "));
		assertEquals(List.of("done", "done", "failed"), statuses(module));
		assertEquals("folder=" + folder.resolve("in") + " pattern= results=" + folder.resolve("out") +
			" resume=false shard=1/1 model=auto channel=1 axis=auto object_diameter=0.0 output=instances device=auto threads=0",
			Recorder.getCommandOptions());
	}

	@Test
	void aCanceledBatch() throws Exception {
		segmenters.beforeFrame = t -> {
			if (Files.exists(folder.resolve("out/a-vos.json"))) IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		};
		final Module module = fromMenu(BatchCommand.class, batchOfThree());
		assertEquals("Canceled: 1 of 3 movies are done; see " + folder.resolve("out") + ".", ((Cancelable) module)
			.getCancelReason());
		assertEquals(List.of("done"), statuses(module));
		assertTrue(Recorder.getCommandOptions().startsWith("folder=" + folder.resolve("in") + " pattern= results="));
	}

	@Test
	void aCanceledRun() throws Exception {
		WindowManager.setTempCurrentImage(TestMovies.movingSquare("cells", 3));
		segmenters.beforeFrame = t -> IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		final Module module = fromMenu(SegmentCommand.class, Map.of());
		assertEquals("Canceled: there is no result.", ((Cancelable) module).getCancelReason());
		assertTrue(Recorder.getCommandOptions().startsWith("movie=cells model=auto channel=1 "));
	}

	// -- Helper methods --

	/** Two movies, and a third that is none. */
	private Map<String, Object> batchOfThree() throws IOException {
		Files.createDirectory(folder.resolve("in"));
		for (final String name : List.of("a.tif", "b.tif"))
			new FileSaver(TestMovies.movingSquare(name, 3)).saveAsTiff(folder.resolve("in").resolve(name).toString());
		Files.writeString(folder.resolve("in/c.tif"), "no movie");
		return Map.of("folder", folder.resolve("in").toString(), "results", folder.resolve("out").toString());
	}

	private static List<String> statuses(final Module module) {
		final ResultsTable table = (ResultsTable) module.getOutput("table");
		return IntStream.range(0, table.size()).mapToObj(row -> table.getStringValue("status", row)).toList();
	}

	/** As if a user gave the values in the dialog. */
	private Module fromMenu(final Class<? extends MaskVosCommand> type, final Map<String, Object> values)
		throws Exception
	{
		final Module module = context.service(ModuleService.class).createModule(context.service(CommandService.class)
			.getCommand(type));
		if (module.getDelegateObject() instanceof SegmentCommand command) command.use(segmenters);
		if (module.getDelegateObject() instanceof BatchCommand command) command.use(segmenters);
		values.forEach(module::setInput);
		final PluginService plugins = context.service(PluginService.class);
		new ModuleRunner(context, module, plugins.createInstancesOfType(PreprocessorPlugin.class), plugins
			.createInstancesOfType(PostprocessorPlugin.class)).run();
		return module;
	}

	/** As imagej-legacy's recorder: every visible input that has a value, as text. */
	private void roundTrip(final Class<? extends MaskVosCommand> type, final Map<String, Object> inputs)
		throws Exception
	{
		Recorder.resetCommandOptions();
		final Module module = context.service(ModuleService.class).createModule(context.service(CommandService.class)
			.getCommand(type));
		inputs.forEach(module::setInput);
		final Map<String, Object> expected = new LinkedHashMap<>();
		for (final ModuleItem<?> item : module.getInfo().inputs()) {
			final Object value = module.getInput(item.getName());
			if (!item.getType().getName().startsWith("java.lang.") || item.getName().equals("summary")) continue;
			Recorder.recordOption(item.getName(), value.toString());
			expected.put(item.getName(), value);
		}
		final String line = Recorder.getCommandOptions();
		MacroKeys.check(module.getInfo(), line);
		expected.forEach((key, value) -> assertEquals(value, context.service(ConvertService.class).convert(Macro.getValue(
			line, key, null), value.getClass()), line));
	}
}
