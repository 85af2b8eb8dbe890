package org.maskvos.batch;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.plugin.filter.AVI_Writer;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.maskvos.io.Movies;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieSink;
import org.maskvos.movie.Pixels;
import org.maskvos.movie.tiff.OmeTiff;
import org.maskvos.simulation.CellSimulation;
import org.maskvos.simulation.SimulationOptions;

/** What a folder of movies looks like in practice: many kinds of files, and some broken ones. */
public final class MovieFolder {

	private MovieFolder() {}

	/** Makes a folder from the command line: FOLDER FRAMES SIZE; with Bio-Formats' OME-TIFF. */
	public static void main(final String... args) throws Exception {
		final Path folder = Files.createDirectories(Path.of(args[0]));
		final int frames = Integer.parseInt(args[1]), size = Integer.parseInt(args[2]);
		make(folder, frames, size);
		OmeTiff.write(folder.resolve("series.ome.tif"), size, size, frames, 2, 2);
	}

	/** Nine movies, and two files that are none. */
	static void make(final Path folder, final int frames, final int size) throws IOException {
		for (int i = 1; i <= 4; i++)
			stack(folder.resolve("cells-0" + i + ".tif"), simulation(frames, size, i));
		stack(folder.resolve("Zellen \u00fcber Nacht.tif"), simulation(frames, size, 5));
		for (int i = 6; i <= 8; i++)
			frames(Files.createDirectory(folder.resolve("frames-0" + i)), simulation(frames, size, i), i == 6 ? "png"
				: "tif");
		avi(folder.resolve("movie.avi"), simulation(frames, size, 9));
		final byte[] whole = Files.readAllBytes(folder.resolve("cells-01.tif"));
		Files.write(folder.resolve("truncated.tif"), Arrays.copyOf(whole, whole.length * 2 / 3));
		Files.writeString(folder.resolve("notes.tif"), "These are my notes.\n");
		Files.writeString(folder.resolve("readme.txt"), "No movie, and nobody says so.\n");
	}

	static CellSimulation simulation(final int frames, final int size, final int seed) {
		return new CellSimulation(SimulationOptions.defaults().withCells(0).withFrames(frames).withSize(size, size)
			.withCells(Math.max(2, size * size / 1500)).withObjectDiameter(18).withSeed(seed));
	}

	static void stack(final Path file, final CellSimulation simulation) throws IOException {
		final MovieInfo info = simulation.info();
		try (MovieSink sink = Movies.sink(file, info, 16)) {
			for (int t = 0; t < info.frames(); t++)
				sink.write(simulation.frame(t));
			sink.commit();
		}
	}

	// -- Helper methods --

	private static void frames(final Path folder, final CellSimulation simulation, final String kind) {
		for (int t = 0; t < simulation.info().frames(); t++) {
			final FileSaver saver = new FileSaver(new ImagePlus("", grey(simulation, t)));
			final String file = folder.resolve(String.format("t%03d.%s", t, kind)).toString();
			if (!(kind.equals("png") ? saver.saveAsPng(file) : saver.saveAsTiff(file))) throw new IllegalStateException(file);
		}
	}

	private static void avi(final Path file, final CellSimulation simulation) throws IOException {
		final ImageStack stack = new ImageStack();
		for (int t = 0; t < simulation.info().frames(); t++)
			stack.addSlice(grey(simulation, t));
		new AVI_Writer().writeImage(new ImagePlus("", stack), file.toString(), AVI_Writer.NO_COMPRESSION, 0);
	}

	private static ImageProcessor grey(final CellSimulation simulation, final int t) {
		final MovieInfo info = simulation.info();
		final FloatProcessor frame = new FloatProcessor(info.width(), info.height(), Pixels.floats(simulation.frame(t)));
		return frame.convertToByteProcessor(true);
	}
}
