package org.maskvos.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.EllipseRoi;
import ij.gui.OvalRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;

/** Damaged ROIs and sets: the file and the entry are named, and nothing is made that is larger than they are. */
@Tag("slow")
@Timeout(60)
class RoiFileTest {

	private static final MovieInfo INFO = new MovieInfo("a", 64, 48, 1, 3, Axis.TIME, FrameCalibration.uncalibrated());

	@TempDir
	private Path folder;

	@Test
	void soundOnesAreReadAsImageJDoes() throws IOException {
		final PolygonRoi spline = new PolygonRoi(new float[] { 5, 40, 30, 8 }, new float[] { 4, 6, 40, 30 }, Roi.POLYGON);
		spline.fitSpline();
		for (final Roi roi : new Roi[] { spline, new OvalRoi(3, 4, 20, 10), new EllipseRoi(5, 5, 40, 30, 0.5), new Roi(2.5,
			3.5, 8.2, 9), composite() })
		{
			final Path path = Files.write(folder.resolve("a.roi"), RoiEncoder.saveAsByteArray(roi));
			final Roi read = RoiFile.read(path)[0], expected = new RoiDecoder(Files.readAllBytes(path), "a").getRoi();
			assertEquals(expected.getBounds(), read.getBounds());
			assertEquals(expected.getStatistics().area, read.getStatistics().area);
		}
	}

	@Test
	void cutAndChangedRoisAreNamed() throws IOException {
		final byte[] sound = RoiEncoder.saveAsByteArray(composite());
		for (int length = 0; length < sound.length; length += 7)
			refused("%s holds 'cell', which is not an ImageJ ROI.", "cell.roi", Arrays.copyOf(sound, Math.min(length, 150)));
		for (final int[] change : new int[][] { { 36, 0x7fffffff }, { 36, 0x00ffffff }, { 64, 0x7f7fffff }, { 68,
			0x7fc00000 }, { 68, Float.floatToIntBits(1e30f) } })
		{
			final byte[] changed = sound.clone();
			ByteBuffer.wrap(changed).putInt(change[0], change[1]);
			refused("%s holds 'cell', which is not an ImageJ ROI.", "cell.roi", changed);
		}
	}

	@Test
	void oddKindsAreNoOutlines() throws IOException {
		final byte[] sound = RoiEncoder.saveAsByteArray(new Roi(3, 4, 10, 10));
		for (int type = 0; type < 256; type++) {
			final byte[] changed = sound.clone();
			changed[6] = (byte) type;
			if (type != 1 && type != 2) assertThrows(MovieException.class, () -> annotations(write("cell.roi", changed)));
		}
		for (final int subtype : new int[] { 1, 4 }) {
			final byte[] changed = sound.clone();
			changed[49] = (byte) subtype;
			refused("%s holds 'cell', which is not an ImageJ ROI.", "cell.roi", changed);
		}
	}

	@Test
	void numbersWithoutEndAreNotFollowed() throws IOException {
		// a polygon of 2^31 - 1 corners, and one joined by a spline all over the place
		final byte[] many = RoiEncoder.saveAsByteArray(new PolygonRoi(new int[] { 1, 9, 9 }, new int[] { 1, 1, 9 }, 3,
			Roi.POLYGON));
		ByteBuffer.wrap(many).putShort(16, (short) 0).putInt(18, Integer.MAX_VALUE);
		refused("%s holds 'cell', which is not an ImageJ ROI.", "cell.roi", many);
		final int[] x = new int[60_000], y = new int[60_000];
		for (int i = 0; i < x.length; i++) {
			x[i] = i % 2 * 32_000;
			y[i] = i % 3 * 16_000;
		}
		final byte[] spline = RoiEncoder.saveAsByteArray(new PolygonRoi(x, y, x.length, Roi.POLYGON));
		spline[51] |= 1;
		refused("%s holds 'cell', which is not an ImageJ ROI.", "cell.roi", spline);
		final byte[] wide = RoiEncoder.saveAsByteArray(new OvalRoi(0, 0, 30_000, 30_000));
		refused("%s has the ROI 'cell' of 30000 x 30000 pixels, far more than the movie has.", "cell.roi", wide);
	}

	@Test
	void entriesOfASetAreNamed() throws IOException {
		final byte[] sound = RoiEncoder.saveAsByteArray(new Roi(3, 4, 10, 10));
		refused("%s holds 'second', which is not an ImageJ ROI.", "set.zip", zip("first.roi", sound, "second.roi", Arrays
			.copyOf(sound, 30)));
		final byte[] set = zip("first.roi", random(5000), "second.roi", sound);
		final byte[] changed = set.clone();
		changed[2000] ^= 1;
		refused("%s is damaged: its entry 'first.roi' cannot be unpacked.", "set.zip", changed);
		refused("%s is damaged: its entry 'first.roi' cannot be unpacked.", "set.zip", Arrays.copyOf(set, 3000));
		refused("%s is not an ImageJ ROI set: it holds no .roi entries.", "set.zip", new byte[200]);
		refused("%s is not an ImageJ ROI set: it holds no .roi entries.", "set.zip", new byte[0]);
		assertTrue(assertThrows(MovieException.class, () -> annotations(write("set.zip", zip("a\nb.roi", random(100)))))
			.getMessage().endsWith("set.zip holds 'a?b', which is not an ImageJ ROI."));
	}

	@Test
	void bombsAreNotUnpacked() throws IOException {
		final Path path = folder.resolve("bomb.zip");
		try (OutputStream file = Files.newOutputStream(path); ZipOutputStream zip = new ZipOutputStream(file)) {
			zip.putNextEntry(new ZipEntry("cell.roi"));
			final byte[] zeros = new byte[1 << 20];
			for (int i = 0; i < 1024; i++)
				zip.write(zeros);
		}
		final String told = assertThrows(MovieException.class, () -> annotations(path)).getMessage();
		assertTrue(told.matches(
			".*bomb\\.zip is too large: its entry 'cell\\.roi' has more than \\d+ MB, which no ROIs have\\."), told);
	}

	@Test
	void aFolderIsNoFile() throws IOException {
		final Path path = Files.createDirectory(folder.resolve("a.zip"));
		assertEquals(path + " is a folder, not a file.", assertThrows(MovieException.class, () -> annotations(path))
			.getMessage());
	}

	// -- Helper methods --

	static Roi composite() {
		return new ShapeRoi(new Roi(4, 4, 20, 20)).not(new ShapeRoi(new OvalRoi(8, 8, 6, 6)));
	}

	private static byte[] random(final int length) {
		final byte[] bytes = new byte[length];
		new Random(1).nextBytes(bytes);
		return bytes;
	}

	/** @param content names and bytes in turn */
	private static byte[] zip(final Object... content) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			for (int i = 0; i < content.length; i += 2) {
				zip.putNextEntry(new ZipEntry((String) content[i]));
				zip.write((byte[]) content[i + 1]);
			}
		}
		return out.toByteArray();
	}

	private Path write(final String name, final byte[] bytes) throws IOException {
		return Files.write(folder.resolve(name), bytes);
	}

	private static Annotations annotations(final Path path) throws IOException {
		return AnnotationFiles.open(path, null, INFO, 1);
	}

	private void refused(final String message, final String name, final byte[] bytes) throws IOException {
		final Path path = write(name, bytes);
		assertEquals(String.format(message, path), assertThrows(MovieException.class, () -> annotations(path))
			.getMessage());
	}
}
