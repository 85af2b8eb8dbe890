package org.maskvos.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.gui.Roi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;

/** ROI sets that are written are read as the same labels. */
@Tag("unit")
class RoiSetFileTest {

	private static final int WIDTH = 20, HEIGHT = 16;

	@TempDir
	private Path folder;

	@Test
	void ringsAndPartsComeBack() throws IOException {
		final int[][] planes = new int[3][WIDTH * HEIGHT];
		for (int y = 2; y < 9; y++)
			for (int x = 0; x < 8; x++)
				planes[0][y * WIDTH + x] = x > 2 && x < 5 && y > 3 && y < 7 ? 9 : 300;
		planes[2][0] = planes[2][WIDTH * HEIGHT - 1] = planes[2][WIDTH * HEIGHT - 3] = 70_000;
		for (final Axis axis : new Axis[] { Axis.TIME, Axis.Z }) {
			final MovieInfo info = new MovieInfo("cells", WIDTH, HEIGHT, 1, 3, axis, FrameCalibration.uncalibrated());
			final Path target = folder.resolve(axis + ".zip");
			try (RoiSetFile set = new RoiSetFile(target, info)) {
				for (final int[] plane : planes)
					set.write(ArrayImgs.ints(plane, WIDTH, HEIGHT));
				set.commit();
			}
			final Roi[] rois = RoiFile.read(target);
			assertEquals(3, rois.length);
			assertEquals("9", rois[0].getName());
			assertEquals(axis == Axis.TIME ? 3 : 0, rois[2].getTPosition());
			final NavigableMap<Integer, int[]> back = RoiAnnotations.planes("set", rois, info, 1);
			assertArrayEquals(planes[0], back.get(0));
			assertArrayEquals(planes[2], back.get(2));
			assertEquals(2, back.size());
		}
	}

	@Test
	void nothingIsLeftBehind() throws IOException {
		final MovieInfo info = new MovieInfo("cells", WIDTH, HEIGHT, 1, 1, Axis.TIME, FrameCalibration.uncalibrated());
		final Path target = folder.resolve("set.zip");
		try (RoiSetFile set = new RoiSetFile(target, info)) {
			set.write(ArrayImgs.ints(new int[WIDTH * HEIGHT], WIDTH, HEIGHT));
			assertEquals(target + " cannot be written: there is no object in any frame.", assertThrows(MovieException.class,
				set::commit).getMessage());
		}
		assertFalse(Files.exists(target));
		assertFalse(Files.list(folder).findAny().isPresent());
	}
}
