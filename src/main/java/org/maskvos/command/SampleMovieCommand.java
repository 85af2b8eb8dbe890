package org.maskvos.command;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.io.LabelMovies;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.imagej.ImagePlusLabelSink;
import org.maskvos.simulation.CellSimulation;
import org.maskvos.simulation.Modality;
import org.maskvos.simulation.SimulationOptions;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;

/**
 * Opens a simulated time-lapse of cells, and the label movie that a perfect
 * segmentation would give: to try the plugin, and to measure it.
 */
@Plugin(type = Command.class, headless = true, menuPath = "File > Open Samples > MaskVOS Sample Movie...",
	description = "Simulates a time-lapse of moving, dividing cells and opens it with its true labels.")
public final class SampleMovieCommand extends MaskVosCommand {

	@Parameter(label = "Microscope", persist = false, required = false, choices = { "phase", "fluorescence", "dic" },
		description = "<html><b>phase</b> contrast, <b>fluorescence</b> of nuclei,<br>" +
			"or <b>dic</b>: differential interference contrast.")
	private String modality = "phase";

	@Parameter(label = "Frames", persist = false, required = false)
	private Integer frames = 20;

	@Parameter(label = "Width (pixels)", persist = false, required = false)
	private Integer width = 256;

	@Parameter(label = "Height (pixels)", persist = false, required = false)
	private Integer height = 256;

	@Parameter(label = "Cells in the first frame", persist = false, required = false)
	private Integer cells = 24;

	@Parameter(label = "Seed", persist = false, required = false,
		description = "The same number always gives the same movie.")
	private Integer seed = 1;

	@Parameter(type = ItemIO.OUTPUT, label = "True labels")
	private ImagePlus truth;

	@Parameter(type = ItemIO.OUTPUT, label = "Sample movie")
	private ImagePlus sample;

	@Parameter
	private TaskService taskService;

	// -- MaskVosCommand methods --

	@Override
	void execute() throws IOException {
		final SimulationOptions options = SimulationOptions.defaults() //
			.withCells(0) // NB: any number fits while the size is not set
			.withModality(Parameters.choice("modality", modality, Modality.class)) //
			.withFrames(Parameters.whole("frames", frames, 1, 10_000)) //
			.withSize(Parameters.whole("width", width, 32, 4096), Parameters.whole("height", height, 32, 4096)) //
			.withCells(Parameters.whole("cells", cells, 0, 5000)) //
			.withSeed(Parameters.whole("seed", seed, 0, Integer.MAX_VALUE));
		final CellSimulation simulation = new CellSimulation(options);
		final MovieInfo info = simulation.info();
		final ImageStack stack = new ImageStack(info.width(), info.height());
		try (ImagePlusLabelSink sink = LabelMovies.imagePlus(info, "simulated: " + options);
				TaskProgress progress = new TaskProgress(taskService, "Simulating cells", log()))
		{
			for (int t = 0; t < info.frames(); t++) {
				if (progress.isCanceled()) throw new CancellationException();
				stack.addSlice(counts(simulation.frame(t)));
				sink.write(simulation.truth(t));
				progress.report("Simulating", t + 1, info.frames());
			}
			sink.commit();
			truth = sink.image();
		}
		truth.setTitle(info.title() + "-truth");
		sample = new ImagePlus(info.title(), stack);
		sample.setDimensions(1, 1, info.frames());
		sample.setCalibration(truth.getCalibration());
		sample.resetDisplayRange();
	}

	// -- Helper methods --

	private static ImageProcessor counts(final ArrayImg<FloatType, FloatArray> frame) {
		final float[] values = frame.update(null).getCurrentStorageArray();
		return new FloatProcessor((int) frame.dimension(0), (int) frame.dimension(1), values).convertToShortProcessor(
			false);
	}
}
