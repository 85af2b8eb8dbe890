package org.maskvos.annotation;

import ij.gui.Roi;
import ij.io.RoiEncoder;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import java.awt.Color;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import org.maskvos.files.Output;
import org.maskvos.files.Part;
import org.maskvos.files.PartFile;
import org.maskvos.movie.Axis;
import org.maskvos.movie.Labels;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.imagej.GlasbeyLut;

/**
 * An ImageJ ROI set: for each object and frame a ROI with the frame as its position,
 * named by its label, in the colour that the label movie shows. Objects of several
 * parts, or with holes, are composite ROIs.
 */
public final class RoiSetFile implements Output {

	/** NB: of all entries, so that the same labels give the same file; at the format's first moment Java adds a time zone. */
	private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 12, 0);

	private final PartFile file;
	private final ZipOutputStream zip;
	private final MovieInfo info;
	private int frames, rois;

	/**
	 * @param target a {@code .zip} file; replaced when the set is committed
	 * @param info of the labels
	 * @throws MovieException if it cannot be written there; the message names it
	 */
	public RoiSetFile(final Path target, final MovieInfo info) throws IOException {
		file = PartFile.of(target, "\\.zip", "the name of a ROI set must end in .zip");
		this.info = info;
		try {
			zip = new ZipOutputStream(file.create());
		}
		catch (final IOException exc) {
			throw file.abandoned(exc);
		}
	}

	/** Adds the objects of the next frame. */
	public void write(final ArrayImg<IntType, IntArray> labels) throws IOException {
		final int[] ids = Labels.require(labels, info);
		frames++;
		try {
			for (final Map.Entry<Integer, Rectangle> object : bounds(ids).entrySet())
				write(roi(ids, object.getKey(), object.getValue()));
		}
		catch (final IOException exc) {
			throw file.failed(exc);
		}
	}

	@Override
	public List<Part> prepare() throws IOException {
		// NB: Java writes an archive of nothing, which ImageJ does not open.
		if (rois == 0) throw new MovieException(file.target() + " cannot be written: there is no object in any frame.");
		try {
			zip.close();
		}
		catch (final IOException exc) {
			throw file.failed(exc);
		}
		return List.of(file);
	}

	@Override
	public void close() throws IOException {
		try {
			zip.close();
		}
		finally {
			file.close();
		}
	}

	// -- Helper methods --

	private void write(final Roi roi) throws IOException {
		final ZipEntry entry = new ZipEntry(String.format(Locale.ROOT, "%04d-%04d.roi", frames, Integer.parseInt(roi
			.getName())));
		entry.setTimeLocal(TIME);
		zip.putNextEntry(entry);
		zip.write(RoiEncoder.saveAsByteArray(roi));
		zip.closeEntry();
		rois++;
	}

	private Roi roi(final int[] ids, final int id, final Rectangle box) {
		final ByteProcessor mask = new ByteProcessor(box.width, box.height);
		for (int y = 0; y < box.height; y++)
			for (int x = 0; x < box.width; x++)
				if (ids[(box.y + y) * info.width() + box.x + x] == id) mask.set(x, y, 255);
		mask.setThreshold(255, 255, ImageProcessor.NO_LUT_UPDATE);
		final Roi roi = new ThresholdToSelection().convert(mask);
		final Rectangle inside = roi.getBounds();
		roi.setLocation(box.x + inside.x, box.y + inside.y);
		roi.setName(Integer.toString(id));
		roi.setStrokeColor(new Color(GlasbeyLut.rgb(id)));
		// NB: 0 is any channel or slice
		if (info.axis() == Axis.TIME) roi.setPosition(0, 0, frames);
		else roi.setPosition(frames);
		return roi;
	}

	private Map<Integer, Rectangle> bounds(final int[] ids) {
		final Map<Integer, Rectangle> bounds = new TreeMap<>();
		Rectangle box = null;
		for (int p = 0, run = 0; p < ids.length; p++) {
			final int x = p % info.width(), y = p / info.width();
			if (ids[p] == 0) continue;
			if (ids[p] != run || x == 0) box = bounds.computeIfAbsent(run = ids[p], id -> new Rectangle(x, y, 1, 1));
			final int left = Math.min(box.x, x), right = Math.max(box.x + box.width, x + 1);
			box.setBounds(left, box.y, right - left, y + 1 - box.y);
		}
		return bounds;
	}
}
