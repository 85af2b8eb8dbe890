package org.maskvos.movie;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.process.ImageProcessor;

import java.awt.Rectangle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** ImageJ's regions of interest as label planes; later ones lie above earlier ones. */
final class RoiAnnotations {

	private RoiAnnotations() {}

	/** Reads a ROI or a ROI set. */
	static Roi[] read(final Path path) throws IOException {
		final List<Roi> rois = new ArrayList<>();
		try (InputStream in = Files.newInputStream(path)) {
			if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) rois.add(decode(in.readAllBytes(), path, Titles
				.withoutSuffix(Titles.of(path))));
			else {
				final ZipInputStream zip = new ZipInputStream(in);
				for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
					if (entry.getName().endsWith(".roi")) rois.add(decode(zip.readAllBytes(), path, entry.getName().replaceFirst(
						"\\.roi$", "")));
			}
		}
		if (rois.isEmpty()) throw new MovieException(path + " is not an ImageJ ROI set: it holds no .roi entries.");
		return rois.toArray(Roi[]::new);
	}

	/**
	 * Draws ROIs. Ids are the groups if there are any, else whole numbers that are
	 * names, else 1, 2, 3 ... by name.
	 *
	 * @param name beginning a sentence
	 * @param frame 1-based, of ROIs without a position
	 * @return 0-based frame to ids
	 */
	static NavigableMap<Integer, int[]> planes(final String name, final Roi[] rois, final MovieInfo info,
		final int frame) throws MovieException
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
			if (t > info.frames()) throw new MovieException(name + " has the ROI '" + roi.getName() + "' in frame " + t +
				", but the movie has " + info.frames() + (info.frames() == 1 ? " frame." : " frames."));
			draw(name, roi, id, planes.computeIfAbsent(t - 1, k -> new int[info.width() * info.height()]), info.width(), info
				.height());
		}
		return planes;
	}

	// -- Helper methods --

	private static Roi decode(final byte[] bytes, final Path path, final String name) throws MovieException {
		try {
			return new RoiDecoder(bytes, name).getRoi();
		}
		catch (final IOException | RuntimeException e) {
			throw new MovieException(path + " holds '" + name + "', which is not an ImageJ ROI.", e);
		}
	}

	/** 1-based frame along whichever axis is time: a ROI of a movie has one position. */
	private static int position(final Roi roi, final int frame) {
		if (roi.getTPosition() > 1 || roi.getZPosition() > 1) return Math.max(roi.getTPosition(), roi.getZPosition());
		if (roi.hasHyperStackPosition()) return 1;
		return roi.getPosition() > 0 ? roi.getPosition() : frame;
	}

	private static void draw(final String name, final Roi roi, final int id, final int[] plane, final int width,
		final int height) throws MovieException
	{
		if (!roi.isArea()) throw new MovieException(name + " has the ROI '" + roi.getName() + "' (" + roi.getTypeAsString() +
			"), which encloses no area; outline the object.");
		final Rectangle bounds = roi.getBounds();
		final ImageProcessor mask = roi.getMask();
		int drawn = 0;
		for (int y = Math.max(0, bounds.y); y < Math.min(height, bounds.y + bounds.height); y++)
			for (int x = Math.max(0, bounds.x); x < Math.min(width, bounds.x + bounds.width); x++)
				if (mask == null || mask.get(x - bounds.x, y - bounds.y) != 0) {
					plane[y * width + x] = id;
					drawn++;
				}
		if (drawn == 0) throw new MovieException(name + " has the ROI '" + roi.getName() + "' outside of the movie.");
	}
}
