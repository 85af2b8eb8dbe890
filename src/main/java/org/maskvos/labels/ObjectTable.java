package org.maskvos.labels;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.movie.FrameCalibration;

/**
 * Measures the objects of a label movie and writes them as comma-separated
 * values, one row per object and frame.
 * <p>
 * In the text frames count from 1, as in ImageJ's windows and in
 * {@code --annotation-frame}; everything else is as in
 * {@link ObjectMeasurement}, with area and centroid also in calibrated units.
 * Numbers have a decimal point in every locale.
 * </p>
 */
public final class ObjectTable {

	private static final String HEADER = "frame,id,parent,area_px,x_px,y_px,min_x,min_y,max_x,max_y," +
		"touches_border,mean_intensity,area,x,y,unit";
	private static final MathContext DIGITS = new MathContext(7);

	private final FrameCalibration calibration;

	/** @param calibration of the movie; area is in {@code unit} squared */
	public ObjectTable(final FrameCalibration calibration) {
		this.calibration = calibration;
	}

	/**
	 * Measures a frame, in one pass over it.
	 *
	 * @param frame 0-based
	 * @param labels axes X, Y; 0 is background
	 * @param intensity axes X, Y or X, Y, C, of the same width and height; null
	 *          for none
	 * @param lineage knows the parents; null for none. Labels that it does not
	 *          know have none.
	 * @return objects in ascending order of their ids
	 */
	public static List<ObjectMeasurement> measure(final int frame, final ArrayImg<IntType, IntArray> labels,
		final ArrayImg<FloatType, FloatArray> intensity, final Lineage lineage)
	{
		final int width = (int) labels.dimension(0);
		final int height = (int) labels.dimension(1);
		if (intensity != null && (intensity.dimension(0) != width || intensity.dimension(1) != height))
			throw new IllegalArgumentException("labels and intensities differ in size");
		final int[] label = labels.update(null).getCurrentStorageArray();
		final float[] values = intensity == null ? null : intensity.update(null).getCurrentStorageArray();
		final Map<Integer, Sums> objects = new HashMap<>();
		for (int y = 0, p = 0; y < height; y++) {
			Sums sums = null;
			for (int x = 0, run = 0; x < width; x++, p++) {
				if (label[p] == 0) continue;
				if (sums == null || label[p] != run) {
					run = label[p];
					sums = objects.computeIfAbsent(run, Sums::new);
				}
				sums.add(x, y);
				for (int q = p; values != null && q < values.length; q += label.length)
					sums.addIntensity(values[q]);
			}
		}
		final List<ObjectMeasurement> result = new ArrayList<>();
		for (final Sums s : objects.values())
			result.add(s.result(frame, width, height, lineage));
		result.sort(Comparator.comparingInt(ObjectMeasurement::id));
		return result;
	}

	/** Writes the line with the names of the columns. */
	public void writeHeader(final Appendable out) throws IOException {
		out.append(HEADER).append('\n');
	}

	/** Writes a line for each object. */
	public void write(final List<ObjectMeasurement> objects, final Appendable out) throws IOException {
		final double w = calibration.pixelWidth(), h = calibration.pixelHeight();
		for (final ObjectMeasurement o : objects) {
			out.append(o.frame() + 1 + "," + o.id() + ',' + o.parent() + ',' + o.area() + ',' + number(o.x()) + ',' + number(o
				.y()) + ',' + o.minX() + ',' + o.minY() + ',' + o.maxX() + ',' + o.maxY() + ',' + (o.touchesBorder() ? 1 : 0) +
				',' + number(o.meanIntensity()) + ',' + number(o.area() * w * h) + ',' + number(o.x() * w) + ',' + number(o
					.y() * h) + ',' + quoted(calibration.unit())).append('\n');
		}
	}

	// -- Helper methods --

	private static String number(final double value) {
		if (Double.isNaN(value) || Double.isInfinite(value)) return "NaN";
		return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
	}

	private static String quoted(final String text) {
		if (text == null) return "";
		return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
	}

	/** What is summed up of an object while the frame is read. */
	private static final class Sums {

		private final int id;
		private int area;
		private long x, y;
		private int minX = Integer.MAX_VALUE, minY = Integer.MAX_VALUE;
		private int maxX, maxY;
		private double intensity;
		private long samples;

		private Sums(final int id) {
			this.id = id;
		}

		private void add(final int px, final int py) {
			area++;
			x += px;
			y += py;
			minX = Math.min(minX, px);
			minY = Math.min(minY, py);
			maxX = Math.max(maxX, px);
			maxY = Math.max(maxY, py);
		}

		private void addIntensity(final float value) {
			intensity += value;
			samples++;
		}

		private ObjectMeasurement result(final int frame, final int width, final int height, final Lineage lineage) {
			final int parent = lineage == null ? 0 : lineage.parent(id);
			return new ObjectMeasurement(frame, id, parent, area, x / (double) area, y / (double) area, minX, minY, maxX,
				maxY, minX == 0 || minY == 0 || maxX == width - 1 || maxY == height - 1, samples == 0 ? Double.NaN : intensity /
					samples);
		}
	}
}
