package org.maskvos.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;

import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maskvos.model.ModelLibrary;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.task.TaskService;

/** From the sample movie to its labels, with the bundled networks. */
@Tag("macro")
class SegmentEndToEndTest {

	@Test
	void sampleMovieIsSegmented() throws Exception {
		final Context context = new Context(CommandService.class, TaskService.class);
		try {
			final Module sample = run(context, SampleMovieCommand.class, Map.of("frames", 3, "width", 96, "height", 80,
				"cells", 5));
			final ImagePlus movie = (ImagePlus) sample.getOutput("sample");
			final ImagePlus truth = (ImagePlus) sample.getOutput("truth");
			assertEquals(movie.getTitle() + "-truth", truth.getTitle());
			assertEquals(3, movie.getNFrames());

			final ImagePlus labels = (ImagePlus) run(context, SegmentCommand.class, Map.of("movie", movie, "object_diameter",
				24.0, "device", "cpu", "threads", 1)).getOutput("labels");
			assertEquals(movie.getTitle() + "-vos", labels.getTitle());
			assertTrue(foregroundOverlap(truth, labels) > 0.5, "overlap " + foregroundOverlap(truth, labels));
			assertEquals(movie.getWidth(), labels.getWidth());
			assertEquals(movie.getHeight(), labels.getHeight());
			assertEquals(3, labels.getNFrames());
			assertEquals(movie.getCalibration().pixelWidth, labels.getCalibration().pixelWidth);
			assertEquals(movie.getCalibration().frameInterval, labels.getCalibration().frameInterval);
			final String info = (String) labels.getProperty("Info");
			assertTrue(info.contains(ModelLibrary.standard().find("").info().checksum()), info);
			assertTrue(info.contains("object_diameter: 24.00"), info);
		}
		finally {
			context.dispose();
		}
	}

	// -- Helper methods --

	/** Intersection over union of what is not background. */
	private static double foregroundOverlap(final ImagePlus a, final ImagePlus b) {
		int both = 0, any = 0;
		for (int t = 1; t <= a.getStackSize(); t++) {
			for (int i = 0; i < a.getWidth() * a.getHeight(); i++) {
				final boolean inA = a.getStack().getProcessor(t).getf(i) > 0;
				final boolean inB = b.getStack().getProcessor(t).getf(i) > 0;
				if (inA && inB) both++;
				if (inA || inB) any++;
			}
		}
		return (double) both / any;
	}

	private static Module run(final Context context, final Class<? extends MaskVosCommand> type,
		final Map<String, Object> inputs) throws Exception
	{
		final ModuleService modules = context.service(ModuleService.class);
		final Module module = modules.run(context.service(CommandService.class).getCommand(type), true, inputs).get();
		assertFalse(((Cancelable) module).isCanceled(), ((Cancelable) module).getCancelReason());
		return module;
	}
}
