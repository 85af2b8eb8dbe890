package org.maskvos.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.Macro;
import ij.plugin.frame.Recorder;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.task.TaskService;

/** What ImageJ's recorder writes can be read again, and means the same. */
class RecordingTest {

	private Context context;

	@BeforeEach
	void start() {
		context = new Context(CommandService.class, ConvertService.class, TaskService.class);
		Recorder.resetCommandOptions();
	}

	@AfterEach
	void dispose() {
		context.dispose();
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
		roundTrip(BatchCommand.class, Map.of("folder", "/data/my movies", "pattern", "*.nd2", "resume", true, "shard", "2/3"));
		roundTrip(SampleMovieCommand.class, Map.of("modality", "dic", "seed", Integer.MAX_VALUE));
	}

	@Test
	void emptyTextBeforeAnotherKey() {
		assertEquals(Map.of("a", "", "b", "[1] x", "c", "", "d", "e f"), MacroKeys.parse("a= b=[[1] x] c d='e f' "));
	}

	// -- Helper methods --

	/** As imagej-legacy's recorder: every visible input that has a value, as text. */
	private void roundTrip(final Class<? extends MaskVosCommand> type, final Map<String, Object> inputs) throws Exception {
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
