package org.maskvos.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;

/** What a person labelled, from every place that it may come from. */
@Tag("unit")
class AnnotationsTest {

	private static final int W = 40, H = 30;
	private static final MovieInfo INFO = new MovieInfo("movie", W, H, 1, 5, Axis.TIME, FrameCalibration.uncalibrated());

	@TempDir
	private Path folder;

	/** A plane with a square of 8 px of every id. */
	private static ImageProcessor plane(final int... ids) {
		final ShortProcessor plane = new ShortProcessor(W, H);
		for (int k = 0; k < ids.length; k++) {
			plane.setColor(ids[k]);
			plane.fill(new Roi(2 + 10 * k, 5, 8, 8));
		}
		return plane;
	}

	private static ImagePlus image(final ImageProcessor... planes) {
		final ImageStack stack = new ImageStack(planes[0].getWidth(), planes[0].getHeight());
		for (final ImageProcessor plane : planes)
			stack.addSlice(plane);
		return new ImagePlus("labels", stack);
	}

	private static String refused(final org.junit.jupiter.api.function.Executable call) {
		final String message = assertThrows(MovieException.class, call).getMessage();
		assertTrue(message.endsWith(".") && message.lines().count() == 1, message);
		return message;
	}

	private Path save(final String name, final ImageProcessor plane) {
		final Path file = folder.resolve(name);
		IJ.save(new ImagePlus(name, plane), file.toString());
		return file;
	}

	// -- Label images --

	@Test
	void emptyPlanesAreNotAnnotated() throws IOException {
		final Annotations annotations = AnnotationFiles.of(image(plane(), plane(300, 7), plane(), plane(), plane(7)), INFO,
			1);
		assertEquals(List.of(1, 4), List.copyOf(annotations.frames()));
		assertEquals(List.of(7, 300), List.copyOf(annotations.ids(1)));
		assertNull(annotations.frame(0));
		assertEquals(300, annotations.frame(1)[6 * W + 3]);
		assertTrue(annotations.ids(0).isEmpty());
	}

	@Test
	void aSinglePlaneBelongsToTheFrameThatIsNamed() throws IOException {
		assertEquals(3, AnnotationFiles.open(save("one.tif", plane(2)), null, INFO, 4).first());
		assertTrue(refused(() -> AnnotationFiles.of(image(plane(2)), INFO, 6)).contains("annotation_frame must be 1 to 5"));
	}

	@Test
	void whatIsNoLabelImageOfTheMovieIsRefusedInASentence() {
		assertTrue(refused(() -> AnnotationFiles.of(image(plane(), plane(), plane(), plane(), plane()), INFO, 1)).contains(
			"labels no object"));
		assertTrue(refused(() -> AnnotationFiles.of(image(plane(1), plane()), INFO, 1)).contains(
			"has 2 planes, but the movie has 5 frames"));
		assertTrue(refused(() -> AnnotationFiles.of(image(new ByteProcessor(W, H + 1)), INFO, 1)).contains(
			"has 40 x 31 pixels, but the movie has 40 x 30"));
		assertTrue(refused(() -> AnnotationFiles.of(image(new ColorProcessor(W, H)), INFO, 1)).contains("RGB"));
		final ImageProcessor half = plane(1).convertToFloat();
		half.setf(100, 0.5f);
		assertTrue(refused(() -> AnnotationFiles.of(image(half), INFO, 1)).contains("0.5"));
	}

	@Test
	void smoothedEdgesAreRefusedButObjectsBesideEachOtherAreNot() throws IOException {
		final ImageProcessor mask = new ByteProcessor(W, H);
		mask.setColor(255);
		mask.fill(new OvalRoi(8, 6, 20, 18));
		mask.blurGaussian(1);
		final String message = refused(() -> AnnotationFiles.of(image(mask), INFO, 1));
		assertTrue(message.contains("smoothed edges"), message);
		final ShortProcessor tight = new ShortProcessor(W, H);
		for (int i = 0; i < W * H; i++)
			tight.set(i, 1 + i % W / 4 + 10 * (i / W / 4));
		assertEquals(80, AnnotationFiles.of(image(tight), INFO, 1).ids(0).size());
		final ShortProcessor tiny = new ShortProcessor(W, H);
		for (int i = 0; i < W * H; i++)
			tiny.set(i, i % W % 3 == 0 && i / W % 3 == 0 ? 1 + i % W / 3 + 20 * (i / W / 3) : 0);
		assertEquals(140, AnnotationFiles.of(image(tiny), INFO, 1).ids(0).size());
	}

	// -- Folders --

	@Test
	void filesOfAFolderAreNumberedFromOne() throws IOException {
		save("mask2.tif", plane(9));
		save("mask5.tif", plane(9, 4));
		final Annotations annotations = AnnotationFiles.open(folder, null, INFO, 1);
		assertEquals(List.of(1, 4), List.copyOf(annotations.frames()));
		save("mask6.tif", plane(9));
		assertTrue(refused(() -> AnnotationFiles.open(folder, null, INFO, 1)).contains("frame 6"));
	}

	@Test
	void filesNamedAsTheFramesOfTheMovieBelongToThem() throws IOException {
		final Path movie = Files.createDirectory(folder.resolve("movie"));
		final Path labels = Files.createDirectory(folder.resolve("labels"));
		for (int t = 0; t < 5; t++)
			save("movie/0000" + t + ".tif", plane());
		save("labels/00000.tif", plane(1));
		save("labels/00003.tif", plane(2));
		assertEquals(List.of(0, 3), List.copyOf(AnnotationFiles.open(labels, movie, INFO, 1).frames()));
	}

	@Test
	void numbersOfTheChallengeCountFromZero() throws IOException {
		final Path movie = Files.createDirectory(folder.resolve("01"));
		final Path tra = Files.createDirectory(folder.resolve("TRA")), seg = Files.createDirectory(folder.resolve("SEG"));
		for (int t = 0; t < 5; t++)
			save("01/t00" + t + ".tif", plane());
		save("TRA/man_track000.tif", plane(1));
		save("TRA/man_track002.tif", plane(1));
		save("SEG/man_seg003.tif", plane(1));
		assertEquals(List.of(0, 2), List.copyOf(AnnotationFiles.open(tra, movie, INFO, 1).frames()));
		assertEquals(List.of(0, 2), List.copyOf(AnnotationFiles.open(tra, null, INFO, 1).frames()));
		assertEquals(List.of(3), List.copyOf(AnnotationFiles.open(seg, movie, INFO, 1).frames()));
	}

	// -- ROIs --

	@Test
	void roisAreObjectsByGroupByNumberOrByName() throws IOException {
		final Roi a = new OvalRoi(2, 2, 10, 10), b = new Roi(20, 5, 6, 6), c = new Roi(20, 18, 6, 6);
		b.setPosition(3);
		c.setPosition(3);
		a.setName("left");
		b.setName("right");
		c.setName("left");
		Annotations annotations = AnnotationFiles.of("The ROI Manager", new Roi[] { a, b, c }, INFO, 2);
		assertEquals(List.of(1, 2), List.copyOf(annotations.frames()));
		assertEquals(1, annotations.frame(1)[7 * W + 7]);
		assertEquals(0, annotations.frame(1)[2 * W + 2], "the corner of an oval");
		assertEquals(2, annotations.frame(2)[6 * W + 21]);
		assertEquals(1, annotations.frame(2)[19 * W + 21]);
		a.setName("12");
		b.setName("300");
		c.setName("12");
		assertEquals(List.of(12, 300), List.copyOf(AnnotationFiles.of("", new Roi[] { a, b, c }, INFO, 1).ids(2)));
		a.setGroup(5);
		assertTrue(refused(() -> AnnotationFiles.of("The ROI Manager", new Roi[] { a, b }, INFO, 1)).contains("group"));
		b.setGroup(6);
		annotations = AnnotationFiles.of("", new Roi[] { a, b }, INFO, 1);
		assertEquals(List.of(6), List.copyOf(annotations.ids(2)));
	}

	@Test
	void roiSetsAreRead() throws IOException {
		final Path file = folder.resolve("set.zip");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			for (int k = 0; k < 2; k++) {
				final Roi roi = new Roi(3 + 12 * k, 4, 8, 8);
				roi.setPosition(0, 0, k + 2);
				zip.putNextEntry(new ZipEntry("cell" + k + ".roi"));
				zip.write(RoiEncoder.saveAsByteArray(roi));
			}
		}
		final Annotations annotations = AnnotationFiles.open(file, null, INFO, 1);
		assertEquals(List.of(1, 2), List.copyOf(annotations.frames()));
		assertArrayEquals(new Object[] { 1, 2 }, new Object[] { annotations.frame(1)[5 * W + 5], annotations.frame(2)[5 *
			W + 16] });
		final Path wrong = Files.writeString(folder.resolve("wrong.roi"), "no ROI at all, but some text");
		assertTrue(refused(() -> AnnotationFiles.open(wrong, null, INFO, 1)).contains("not an ImageJ ROI"));
	}

	@Test
	void roisThatAreNoObjectsOfTheMovieAreRefused() {
		final Roi late = new Roi(1, 1, 5, 5);
		late.setPosition(6);
		assertTrue(refused(() -> AnnotationFiles.of("ROIs", new Roi[] { late }, INFO, 1)).contains("frame 6"));
		assertTrue(refused(() -> AnnotationFiles.of("ROIs", new Roi[] { new Line(1, 1, 9, 9) }, INFO, 1)).contains(
			"no area"));
		assertTrue(refused(() -> AnnotationFiles.of("ROIs", new Roi[] { new Roi(90, 1, 5, 5) }, INFO, 1)).contains(
			"outside"));
	}
}
