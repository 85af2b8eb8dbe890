package org.maskvos.annotation;

import com.code_intelligence.jazzer.junit.FuzzTest;

import ij.gui.Arrow;
import ij.gui.EllipseRoi;
import ij.gui.OvalRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.RotatedRectRoi;
import ij.io.RoiEncoder;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.FuzzedMovie;
import org.maskvos.movie.MovieInfo;

/** ROIs of any content, drawn as labels. */
@Tag("unit")
@Timeout(60)
class RoiFuzzTest {

	private static final MovieInfo INFO = new MovieInfo("a", 64, 48, 1, 3, Axis.TIME, FrameCalibration.uncalibrated());

	@TempDir
	static Path folder;

	static Stream<byte[]> seeds() {
		final PolygonRoi spline = new PolygonRoi(new float[] { 5, 40, 30, 8 }, new float[] { 4, 6, 40, 30 }, Roi.POLYGON);
		spline.fitSpline();
		final Roi named = new OvalRoi(3, 4, 20, 10);
		named.setName("cell");
		named.setPosition(1, 1, 2);
		named.setGroup(3);
		named.setProperty("a", "b");
		return Stream.of(spline, named, new Roi(2.5, 3.5, 8.2, 9), new EllipseRoi(5, 5, 40, 30, 0.5), new RotatedRectRoi(5,
			5, 40, 30, 8), RoiFileTest.composite(), new PolygonRoi(new int[] { 1, 9, 9, 1 }, new int[] { 1, 1, 9, 9 }, 4,
				Roi.FREEROI), new Arrow(1, 1, 9, 9)).map(RoiEncoder::saveAsByteArray);
	}

	@MethodSource("seeds")
	@FuzzTest
	void isDrawnOrRefused(final byte[] roi) {
		final Path file = FuzzedMovie.write(folder.resolve("a.roi"), roi);
		FuzzedMovie.read(file, () -> RoiAnnotations.planes(file.toString(), RoiFile.read(file), INFO, 1));
	}
}
