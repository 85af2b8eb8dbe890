package org.maskvos.vos.stcn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ShortProcessor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maskvos.DiscMovie.Disc;
import org.maskvos.DiscMovie;
import org.maskvos.annotation.AnnotationFiles;
import org.maskvos.annotation.Annotations;
import org.maskvos.model.Device;
import org.maskvos.movie.Pixels;
import org.maskvos.propagation.MemoryOptions.Kind;
import org.maskvos.propagation.MemoryOptions;
import org.maskvos.vos.Progress;
import org.maskvos.vos.PropagationReport;
import org.maskvos.vos.stcn.StcnOptions.Contrast;
import org.maskvos.vos.stcn.StcnOptions.Direction;

/** Propagation end to end, with a network that knows greys and places. */
@Tag("slow")
class StcnTest {

	private static final int W = 120, H = 88, FRAMES = 12;

	private static final DiscMovie DISCS = new DiscMovie(W, H, FRAMES, new Disc(7, 90, 20, 24, 2, 1), new Disc(300, 160,
		90, 30, -2, 0.5), new Disc(12, 240, 60, 70, 0, -1));

	private static final StcnOptions OPTIONS = StcnOptions.defaults().withModel(DiscMovie.toyPackage().toString())
		.withDevice(Device.CPU).withContrast(Contrast.NONE).withMemory(MemoryOptions.defaults().withEvery(2));

	private static Annotations annotated(final DiscMovie movie, final int... frames) throws IOException {
		return annotated(movie, UnaryOperator.identity(), frames);
	}

	/** @param change of every annotated plane */
	private static Annotations annotated(final DiscMovie movie, final UnaryOperator<int[]> change, final int... frames)
		throws IOException
	{
		final ImageStack stack = new ImageStack(movie.info().width(), movie.info().height());
		for (int t = 0; t < movie.info().frames(); t++) {
			final int frame = t;
			final boolean given = Arrays.stream(frames).anyMatch(f -> f == frame);
			final int[] ids = given ? change.apply(movie.truth(t)) : new int[movie.info().width() * movie.info().height()];
			final ShortProcessor plane = new ShortProcessor(movie.info().width(), movie.info().height());
			for (int i = 0; i < ids.length; i++)
				plane.set(i, ids[i]);
			stack.addSlice(plane);
		}
		final ImagePlus image = new ImagePlus("labels", stack);
		image.setDimensions(1, 1, movie.info().frames());
		return AnnotationFiles.of(image, movie.info(), 1);
	}

	private static List<int[]> propagate(final StcnOptions options, final DiscMovie movie, final Annotations annotations)
		throws IOException
	{
		final List<int[]> frames = new ArrayList<>();
		try (Stcn stcn = Stcn.open(options)) {
			stcn.propagate(movie, annotations, result -> {
				assertEquals(frames.size(), result.t());
				frames.add(Pixels.ints(result.labels()));
			}, Progress.none());
		}
		assertEquals(movie.info().frames(), frames.size());
		return frames;
	}

	private static void assertFollowed(final DiscMovie movie, final List<int[]> found, final int from, final int to,
		final int... ids)
	{
		for (int t = from; t < to; t++)
			for (final int id : ids) {
				final double j = DiscMovie.jaccard(movie.truth(t), found.get(t), id);
				assertTrue(j > 0.6, "object " + id + " in frame " + t + ": J " + j);
			}
	}

	@Test
	void objectsAreFollowedFromTheFirstFrame() throws IOException {
		for (final Kind kind : Kind.values()) {
			final List<int[]> found = propagate(OPTIONS.withMemory(MemoryOptions.defaults().withKind(kind).withEvery(1)
				.withSize(3)), DISCS, annotated(DISCS, 0));
			assertFollowed(DISCS, found, 0, FRAMES, 7, 300, 12);
			for (final int[] frame : found)
				assertArrayEquals(new int[] { 0, 7, 12, 300 }, Arrays.stream(frame).distinct().sorted().toArray());
		}
	}

	@Test
	void annotatedFramesComeBackAsAnnotated() throws IOException {
		final List<int[]> found = propagate(OPTIONS, DISCS, annotated(DISCS, 2, 7));
		assertArrayEquals(DISCS.truth(2), found.get(2));
		assertArrayEquals(DISCS.truth(7), found.get(7));
		assertFollowed(DISCS, found, 0, FRAMES, 7, 300, 12);
	}

	@Test
	void labelsTravelInTheDirectionThatIsAsked() throws IOException {
		final Annotations middle = annotated(DISCS, 6);
		assertFollowed(DISCS, propagate(OPTIONS, DISCS, middle), 0, FRAMES, 7, 300, 12);
		final List<int[]> forward = propagate(OPTIONS.withDirection(Direction.FORWARD), DISCS, middle);
		assertFollowed(DISCS, forward, 6, FRAMES, 7, 300, 12);
		assertArrayEquals(new int[W * H], forward.get(5));
		final List<int[]> backward = propagate(OPTIONS.withDirection(Direction.BACKWARD), DISCS, middle);
		assertFollowed(DISCS, backward, 0, 7, 7, 300, 12);
		assertArrayEquals(new int[W * H], backward.get(7));
	}

	@Test
	void severalPassesFollowTheMotionOfLookAlikes() throws IOException {
		final DiscMovie row = new DiscMovie(W, H, 8, new Disc(1, 160, 16, 30, 5, 0), new Disc(2, 160, 44, 30, 5, 0),
			new Disc(3, 160, 72, 30, 5, 0));
		final StcnOptions options = OPTIONS.withModel("").withPasses(2);
		assertFollowed(row, propagate(options, row, annotated(row, 0)), 0, 8, 1, 2, 3);
		assertFollowed(row, propagate(options, row, annotated(row, 3)), 0, 8, 1, 2, 3);
		final List<int[]> forward = propagate(options.withDirection(Direction.FORWARD), row, annotated(row, 3));
		assertFollowed(row, forward, 3, 8, 1, 2, 3);
		assertArrayEquals(new int[W * H], forward.get(2));
		final List<int[]> backward = propagate(options.withDirection(Direction.BACKWARD), row, annotated(row, 3));
		assertFollowed(row, backward, 0, 4, 1, 2, 3);
		assertArrayEquals(new int[W * H], backward.get(4));
	}

	@Test
	void objectsMayBeAnnotatedFirstInALaterFrame() throws IOException {
		final DiscMovie movie = new DiscMovie(W, H, FRAMES, new Disc(1, 90, 20, 24, 2, 1), new Disc(5, 200, 90, 50, -2, 0,
			10, 4));
		final Annotations annotations = annotated(movie, ids -> {
			final boolean later = Arrays.stream(ids).anyMatch(id -> id == 5);
			return Arrays.stream(ids).map(id -> later && id == 1 ? 0 : id).toArray();
		}, 0, 6);
		final List<int[]> found = propagate(OPTIONS, movie, annotations);
		assertFollowed(movie, found, 0, FRAMES, 1);
		assertFollowed(movie, found, 4, FRAMES, 5);
		final List<int[]> forward = propagate(OPTIONS.withDirection(Direction.FORWARD), movie, annotations);
		// NB: in between, the toy network takes the unknown disc for the only one that it knows
		assertFollowed(movie, forward, 0, 4, 1);
		assertFollowed(movie, forward, 6, FRAMES, 1);
		for (int t = 0; t < 6; t++)
			assertTrue(Arrays.stream(forward.get(t)).noneMatch(id -> id == 5), "not known before frame 6");
		assertFollowed(movie, forward, 6, FRAMES, 5);
	}

	@Test
	void burnInPassesFindTheSameObjects() throws IOException {
		final List<int[]> found = propagate(OPTIONS.withPasses(3).withMemory(MemoryOptions.defaults().withEvery(1).withSize(
			6)), DISCS, annotated(DISCS, 5));
		assertFollowed(DISCS, found, 0, FRAMES, 7, 300, 12);
		assertArrayEquals(DISCS.truth(5), found.get(5));
	}

	@Test
	void theSameSeedGivesTheSameLabelsOnOneAndOnTwoThreads() throws IOException {
		final StcnOptions options = OPTIONS.withMemory(MemoryOptions.defaults().withKind(Kind.BOUNDED_PIXELS).withEvery(1)
			.withSize(3));
		final Annotations annotations = annotated(DISCS, 0);
		final List<int[]> one = propagate(options.withThreads(1), DISCS, annotations);
		assertArrayEquals(one.toArray(), propagate(options.withThreads(2), DISCS, annotations).toArray());
		assertArrayEquals(one.toArray(), propagate(options.withThreads(1), DISCS, annotations).toArray());
	}

	@Test
	void anotherResolutionGivesLabelsInTheMoviesSize() throws IOException {
		for (final int side : new int[] { 80, 132 })
			assertFollowed(DISCS, propagate(OPTIONS.withResolution(side), DISCS, annotated(DISCS, 0)), 0, FRAMES, 7, 300, 12);
	}

	/** 24 discs through 5 masks; rows move in opposite directions, so that neighbours change. */
	@Test
	void manyObjectsShareMasks() throws IOException {
		final Disc[] discs = new Disc[24];
		for (int k = 0; k < discs.length; k++) {
			final int row = k / 6, column = k % 6;
			discs[k] = new Disc(k + 1, 90 + 40 * ((column + row) % 4), 40 + 26 * column, 16 + 26 * row, row % 2 == 0 ? 1.5
				: -1.5, 0, 8, 0);
		}
		final DiscMovie movie = new DiscMovie(208, 112, 16, discs);
		final Annotations annotations = annotated(movie, 0);
		final StcnOptions shared = OPTIONS.withMemory(MemoryOptions.defaults().withEvery(1).withSlots(5));
		final List<int[]> found = propagate(shared, movie, annotations);
		final List<int[]> alone = propagate(shared.withMemory(shared.memory().withSlots(24)), movie, annotations);
		double together = 0, apart = 0;
		for (int id = 1; id <= 24; id++) {
			together += DiscMovie.jaccard(movie.truth(15), found.get(15), id) / 24;
			apart += DiscMovie.jaccard(movie.truth(15), alone.get(15), id) / 24;
		}
		assertTrue(together > apart - 0.02 && together > 0.5, "J " + together + " with shared masks, " + apart +
			" with own");
	}

	@Test
	void theReportTellsWhatWasDone() throws IOException {
		try (Stcn stcn = Stcn.open(OPTIONS)) {
			final PropagationReport report = stcn.propagate(DISCS, annotated(DISCS, 0), result -> {}, Progress.none());
			assertEquals(12, report.frames());
			assertEquals(1, report.annotated());
			assertEquals(3, report.slots());
			assertEquals(List.of(7, 12, 300), report.lineage().tracks().stream().map(track -> track.id()).toList());
			assertTrue(report.engineSeconds() > 0 && report.engineSeconds() + report.readSeconds() < report.seconds());
		}
	}

	@Test
	void cancelingStops() throws IOException {
		final Annotations annotations = annotated(DISCS, 0);
		final int[] seen = { 0 };
		final Progress progress = new Progress() {

			@Override
			public void report(final String status, final int done, final int total) {
				assertEquals(1 + FRAMES, total);
				seen[0] = done;
			}

			@Override
			public boolean isCanceled() {
				return seen[0] == 4;
			}
		};
		try (Stcn stcn = Stcn.open(OPTIONS)) {
			assertThrows(CancellationException.class, () -> stcn.propagate(DISCS, annotations, result -> {}, progress));
		}
		assertEquals(4, seen[0]);
	}
}
