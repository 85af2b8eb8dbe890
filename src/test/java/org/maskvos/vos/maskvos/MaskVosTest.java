package org.maskvos.vos.maskvos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskvos.evaluation.FrameOverlap;
import org.maskvos.evaluation.SegAccuracy;
import org.maskvos.model.Device;
import org.maskvos.model.ModelException;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.Pixels;
import org.maskvos.simulation.CellSimulation;
import org.maskvos.simulation.SimulationOptions;
import org.maskvos.vos.Progress;
import org.maskvos.vos.SegmentationReport;

/** The bundled package, end to end. */
@Tag("slow")
class MaskVosTest {

	private static final MaskVosOptions OPTIONS = MaskVosOptions.defaults().withDevice(Device.CPU);

	private static MaskVos maskvos;

	@BeforeAll
	static void open() throws ModelException {
		maskvos = MaskVos.open(OPTIONS);
	}

	@AfterAll
	static void close() {
		maskvos.close();
	}

	/** A movie of any size whose frames are made by a function of time. */
	private static Movie movie(final int width, final int height, final int channels, final int frames,
		final java.util.function.IntFunction<float[]> pixels)
	{
		return new Movie() {

			@Override
			public MovieInfo info() {
				return new MovieInfo("made", width, height, channels, frames, Axis.TIME, FrameCalibration.uncalibrated());
			}

			@Override
			public ArrayImg<FloatType, FloatArray> frame(final int t) {
				return ArrayImgs.floats(pixels.apply(t), width, height, channels);
			}

			@Override
			public void close() {
				throw new AssertionError("who opened a movie closes it");
			}
		};
	}

	private static List<int[]> segment(final MaskVos segmenter, final Movie movie) throws IOException {
		final List<int[]> frames = new ArrayList<>();
		segmenter.segment(movie, result -> {
			assertEquals(frames.size(), result.t());
			frames.add(Pixels.ints(result.labels()));
		}, Progress.none());
		return frames;
	}

	@Test
	void simulatedCellsAreFoundAndKeepTheirNumbers() throws IOException {
		final CellSimulation cells = new CellSimulation(SimulationOptions.defaults().withFrames(5).withSize(192, 160)
			.withCells(12).withSeed(7));
		final SegAccuracy seg = new SegAccuracy();
		final SegmentationReport report = maskvos.segment(cells, result -> seg.add(new FrameOverlap(cells.truth(result.t()),
			result.labels())), Progress.none());
		assertEquals(5, report.frames());
		assertTrue(seg.value() > 0.6, "SEG " + seg.value());
		assertTrue(report.lineage().tracks().stream().filter(track -> track.end() - track.begin() == 4).count() >= 6,
			"most cells are followed through: " + report.lineage().tracks());
		assertEquals(24, report.objectDiameter(), 8);
		assertTrue(report.engineSeconds() > 0 && report.engineSeconds() < report.seconds());
	}

	@ParameterizedTest
	@CsvSource({ "1, 1, 1, 1", "1, 1, 1, 3", "64, 48, 1, 1", "33, 57, 3, 2", "200, 3, 1, 2" })
	void anySizeIsSegmentedInItsOwnSize(final int width, final int height, final int channels, final int frames)
		throws IOException
	{
		final List<int[]> labels = segment(maskvos, movie(width, height, channels, frames, t -> {
			final float[] pixels = new float[width * height * channels];
			for (int i = 0; i < pixels.length; i++)
				pixels[i] = (i * 31 + t * 17) % 251;
			return pixels;
		}));
		assertEquals(frames, labels.size());
		labels.forEach(frame -> assertEquals(width * height, frame.length));
	}

	@Test
	void constantFramesAreEmpty() throws IOException {
		for (final int[] frame : segment(maskvos, movie(96, 96, 1, 3, t -> {
			final float[] pixels = new float[96 * 96];
			Arrays.fill(pixels, 42);
			return pixels;
		})))
			assertArrayEquals(new int[96 * 96], frame);
	}

	@Test
	void theSameMovieGivesTheSameLabelsOnOneAndOnTwoThreads() throws IOException {
		final CellSimulation cells = new CellSimulation(SimulationOptions.defaults().withFrames(3).withSize(128, 128)
			.withCells(6).withSeed(3));
		try (MaskVos one = MaskVos.open(OPTIONS.withThreads(1)); MaskVos two = MaskVos.open(OPTIONS.withThreads(2))) {
			assertArrayEquals(segment(one, cells).toArray(), segment(two, cells).toArray());
		}
	}

	@Test
	void semanticOutputIsOneMask() throws IOException {
		final CellSimulation cells = new CellSimulation(SimulationOptions.defaults().withFrames(2).withSize(128, 128)
			.withCells(6).withSeed(3));
		try (MaskVos semantic = MaskVos.open(OPTIONS.withOutput(MaskVosOptions.Output.SEMANTIC))) {
			for (final int[] frame : segment(semantic, cells))
				assertEquals(2, Arrays.stream(frame).distinct().filter(label -> label == 0 || label == 1).count());
		}
	}

	/** Cancels when a question, of those asked since a status was first reported, is asked. */
	private static Progress cancelAt(final String status, final int question) {
		return new Progress() {

			private int questions;
			private String now = "";

			@Override
			public void report(final String reported, final int done, final int total) {
				assertTrue(done <= total);
				now = reported;
			}

			@Override
			public boolean isCanceled() {
				return now.startsWith(status) && ++questions == question;
			}
		};
	}

	@Test
	void cancelingStops() throws IOException {
		final Movie movie = movie(64, 64, 1, 50, t -> new float[64 * 64]);
		final int[] seen = { 0 };
		assertThrows(CancellationException.class, () -> maskvos.segment(movie, result -> seen[0]++, cancelAt("Segmenting",
			4)));
		assertEquals(2, seen[0], "the last two could still change");
		assertThrows(CancellationException.class, () -> maskvos.segment(movie, result -> seen[0]++, cancelAt("Estimating",
			3)));
		assertEquals(2, seen[0], "canceled while the diameter is estimated");
		assertEquals(50, segment(maskvos, movie).size(), "the networks work on");
	}

	@Test
	void failuresComeThroughAndEndTheWork() throws IOException {
		final Movie broken = movie(64, 64, 1, 50, t -> {
			if (t == 7) throw new UncheckedIOException(new IOException("frame 8"));
			return new float[64 * 64];
		});
		final int[] seen = { 0 };
		final MaskVosOptions given = OPTIONS.withObjectDiameter(20);
		try (MaskVos segmenter = MaskVos.open(given)) {
			assertEquals("frame 8", assertThrows(UncheckedIOException.class, () -> segmenter.segment(broken,
				result -> seen[0]++, Progress.none())).getCause().getMessage());
			assertEquals(4, seen[0], "frame 7 needs its flow to frame 8, and 5 and 6 could still change");
			assertEquals("full", assertThrows(IOException.class, () -> segmenter.segment(movie(64, 64, 1, 50,
				t -> new float[64 * 64]), result -> {
					throw new IOException("full");
				}, Progress.none())).getMessage());
		}
	}
}
