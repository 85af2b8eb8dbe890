package org.maskvos.simulation;

import java.util.List;
import java.util.Locale;
import java.util.Random;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.labels.Lineage;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieInfo;

/**
 * A seeded movie of living cells with its exact truth. Cells move, deform,
 * touch, divide, enter and leave; the microscope drifts, is lit unevenly,
 * bleaches and is noisy.
 * <p>
 * Frames are made when asked for: memory does not grow with the length. Going
 * forward is cheap; going back starts again at frame 0 (without rendering), so
 * one who needs movie and truth far apart takes two simulations of the same
 * options. To be used from one thread.
 * </p>
 */
public final class CellSimulation implements Movie {

	/** Smallest part of a typical cell that is labelled when the border cuts it. */
	private static final double MIN_PART = 0.03;

	private final SimulationOptions options;
	private final Optics optics;
	private Colony colony;
	private Canvas canvas;
	private Camera camera;
	private CameraPath path;
	private Lineage lineage;
	private int now;

	/**
	 * @throws IllegalArgumentException if so many cells do not fit into the frame
	 */
	public CellSimulation(final SimulationOptions options) {
		if (!options.fits()) throw new IllegalArgumentException("cells must be fewer: " + options.cells() +
			" of diameter " + options.objectDiameter() + " do not fit into " + options.width() + " x " + options.height() +
			" pixels.");
		this.options = options;
		optics = new Optics(options);
		start();
	}

	public SimulationOptions options() {
		return options;
	}

	@Override
	public MovieInfo info() {
		final String title = "simulated-" + options.modality().name().toLowerCase(Locale.ROOT);
		return new MovieInfo(title, options.width(), options.height(), 1, options.frames(), Axis.TIME, new FrameCalibration(
			0.65, 0.65, 1, "micron", 300, "sec"));
	}

	/** {@inheritDoc} Integers from 0 to 65535. */
	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) {
		goTo(t);
		final float[] counts = camera.expose(optics.image(canvas.density), t);
		return ArrayImgs.floats(counts, options.width(), options.height(), 1);
	}

	/**
	 * The truth of a frame.
	 *
	 * @param t 0-based index in time
	 * @return axes X, Y; 0 is background, each cell has an id of its own for as
	 *         long as it is in view
	 */
	public ArrayImg<IntType, IntArray> truth(final int t) {
		goTo(t);
		final int[] labels = new int[canvas.owner.length];
		for (int i = 0; i < labels.length; i++)
			if (canvas.owner[i] > 0) labels[i] = colony.cells.get(canvas.owner[i] - 1).id;
		return ArrayImgs.ints(labels, options.width(), options.height());
	}

	/** First and last frames and parents, up to the frame that was last asked for. */
	public Lineage lineage() {
		return lineage;
	}

	// -- Helper methods --

	private void start() {
		final Random random = new Random(options.seed());
		path = new CameraPath(random);
		camera = new Camera(options, random);
		canvas = new Canvas(options, random);
		colony = new Colony(options, random);
		lineage = new Lineage();
		now = 0;
		look();
	}

	private void goTo(final int t) {
		if (t < 0 || t >= options.frames()) throw new IndexOutOfBoundsException("frame " + t + " of " + options.frames());
		if (t < now) start();
		while (now < t) {
			now++;
			colony.advance();
			look();
		}
	}

	/** Draws the frame and numbers the cells that are in view. */
	private void look() {
		final List<Cell> cells = colony.cells;
		canvas.draw(cells, path.x(now), path.y(now));
		final int[] area = new int[cells.size() + 1];
		for (final int owner : canvas.owner)
			area[owner]++;
		final double radius = options.objectDiameter() / 2;
		for (int i = 0; i < cells.size(); i++) {
			final Cell cell = cells.get(i);
			if (area[i + 1] < MIN_PART * Math.PI * radius * radius) cell.id = 0;
			else if (cell.id == 0) cell.id = lineage.begin(now, cell.parent);
			else lineage.seen(cell.id, now);
		}
	}
}
