package org.maskvos.annotation;

import ij.gui.Roi;
import ij.process.ImageProcessor;

import java.awt.Rectangle;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.maskvos.files.Inputs;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;

/** ImageJ's regions of interest as label planes; later ones lie above earlier ones. */
final class RoiAnnotations {

	/** A ROI may have so many pixels, or be so many times larger than the movie. */
	private static final long LARGEST = 1 << 26, LARGER = 4;

	private RoiAnnotations() {}

	/**
	 * Draws ROIs. Ids are the groups if there are any, else whole numbers that are
	 * names, else 1, 2, 3 ... by name.
	 *
	 * @param name beginning a sentence
	 * @param frame 1-based, of ROIs without a position
	 * @return 0-based frame to ids
	 */
	static NavigableMap<Integer, int[]> planes(final String name, final Roi[] rois, final MovieInfo info, final int frame)
		throws MovieException
	{
		final NavigableMap<Integer, int[]> planes = new TreeMap<>();
		final Map<String, Integer> ids = new HashMap<>();
		boolean groups = false, numbers = true;
		for (final Roi roi : rois) {
			groups |= roi.getGroup() > 0;
			numbers &= roi.getName() != null && roi.getName().matches("[1-9]\\d{0,6}");
		}
		for (final Roi roi : rois) {
			if (groups && roi.getGroup() == 0) throw new MovieException(name + " has ROIs with and without a group ('" + roi
				.getName() + "' has none); give all or none of them one.");
			final int id = groups ? roi.getGroup() : numbers ? Integer.parseInt(roi.getName()) //
				: ids.computeIfAbsent(roi.getName() == null ? "#" + ids.size() : roi.getName(), n -> ids.size() + 1);
			final int t = position(roi, frame);
			if (t > info.frames()) throw new MovieException(name + " has the ROI '" + Inputs.printable(roi.getName()) +
				"' in frame " + t + ", but the movie has " + info.frames() + (info.frames() == 1 ? " frame." : " frames."));
			draw(name, roi, id, planes.computeIfAbsent(t - 1, k -> new int[info.width() * info.height()]), info.width(), info
				.height());
		}
		return planes;
	}

	// -- Helper methods --

	/** 1-based frame along whichever axis is time: a ROI of a movie has one position. */
	private static int position(final Roi roi, final int frame) {
		if (roi.getTPosition() > 1 || roi.getZPosition() > 1) return Math.max(roi.getTPosition(), roi.getZPosition());
		if (roi.hasHyperStackPosition()) return 1;
		return roi.getPosition() > 0 ? roi.getPosition() : frame;
	}

	private static void draw(final String name, final Roi roi, final int id, final int[] plane, final int width,
		final int height) throws MovieException
	{
		if (!roi.isArea()) throw new MovieException(name + " has the ROI '" + Inputs.printable(roi.getName()) + "' (" + roi
			.getTypeAsString() + "), which encloses no area; outline the object.");
		final Rectangle bounds = roi.getBounds();
		// NB: before a mask is made of it
		if ((long) bounds.width * bounds.height > Math.max(LARGEST, LARGER * width * height)) throw new MovieException(
			name + " has the ROI '" + Inputs.printable(roi.getName()) + "' of " + bounds.width + " x " + bounds.height +
				" pixels, far more than the movie has.");
		final ImageProcessor mask = roi.getMask();
		int drawn = 0;
		for (int y = Math.max(0, bounds.y); y < Math.min(height, bounds.y + bounds.height); y++)
			for (int x = Math.max(0, bounds.x); x < Math.min(width, bounds.x + bounds.width); x++)
				if (mask == null || mask.get(x - bounds.x, y - bounds.y) != 0) {
					plane[y * width + x] = id;
					drawn++;
				}
		if (drawn == 0) throw new MovieException(name + " has the ROI '" + Inputs.printable(roi.getName()) +
			"' outside of the movie.");
	}
}
