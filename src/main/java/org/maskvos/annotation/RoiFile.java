package org.maskvos.annotation;

import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.io.RoiDecoder;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

import org.maskvos.files.Inputs;
import org.maskvos.files.Titles;
import org.maskvos.movie.MovieException;

/** Reads an ImageJ ROI, or a ROI set, which is a ZIP archive of them. What is damaged is named, with its entry. */
final class RoiFile {

	/** A ROI has no more bytes: some million corners. */
	private static final int MOST = 1 << 26;
	/** The ROIs of a set may have this share of the heap: in memory they are a dozen times as large. */
	private static final int SHARE = 16;

	private RoiFile() {
		// NB: static methods only
	}

	/**
	 * @param path a {@code .roi} or {@code .zip} file
	 * @throws MovieException if it is none, damaged, or too large
	 */
	static Roi[] read(final Path path) throws IOException {
		if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) return new Roi[] { decode(Inputs.read(path, MOST),
			path, Titles.withoutSuffix(Titles.of(path))) };
		Inputs.requireFile(path);
		final List<Roi> rois = new ArrayList<>();
		String name = "";
		try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(path))) {
			long left = Runtime.getRuntime().maxMemory() / SHARE;
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				name = Inputs.printable(entry.getName());
				final byte[] bytes = content(zip, Math.min(left, MOST));
				if (bytes == null) throw new MovieException(path + " is too large: its entry '" + name + "' has more than " +
					(Math.min(left, MOST) >> 20) + " MB, which no ROIs have.");
				left -= bytes.length;
				if (entry.getName().endsWith(".roi")) rois.add(decode(bytes, path, entry.getName().replaceFirst("\\.roi$",
					"")));
			}
		}
		catch (final EOFException | ZipException | IllegalArgumentException exc) {
			throw new MovieException(path + " is damaged: its entry " + (name.isEmpty() ? "" : "'" + name + "' ") +
				"cannot be unpacked.", exc);
		}
		if (rois.isEmpty()) throw new MovieException(path + " is not an ImageJ ROI set: it holds no .roi entries.");
		return rois.toArray(Roi[]::new);
	}

	// -- Helper methods --

	/** @return null if there is more */
	private static byte[] content(final InputStream in, final long most) throws IOException {
		final byte[] bytes = in.readNBytes((int) most);
		return in.read() < 0 ? bytes : null;
	}

	private static Roi decode(final byte[] bytes, final Path path, final String name) throws MovieException {
		try {
			final RoiHeader header = RoiHeader.of(bytes);
			final Roi roi = new RoiDecoder(header.withoutSpline(), name).getRoi();
			if (roi == null) throw new IOException("it has no corners");
			if (header.isSpline() && roi instanceof PolygonRoi polygon) {
				// NB: a point for every second pixel
				if (polygon.getUncalibratedLength() > MOST) throw new IOException("its outline is too long");
				polygon.fitSpline();
			}
			return roi;
		}
		catch (final IOException | RuntimeException exc) {
			throw new MovieException(path + " holds '" + Inputs.printable(name) + "', which is not an ImageJ ROI.", exc);
		}
	}
}
