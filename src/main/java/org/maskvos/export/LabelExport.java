package org.maskvos.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.labels.Lineage;
import org.maskvos.labels.ObjectTable;
import org.maskvos.labels.TrackTable;
import org.maskvos.movie.LabelFolderSink;
import org.maskvos.movie.LabelLayout;
import org.maskvos.movie.LabelMovie;
import org.maskvos.movie.LabelMovies;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.OverlayRenderer;
import org.maskvos.movie.Pictures;
import org.maskvos.movie.RoiSetFile;
import org.maskvos.vos.FrameResult;
import org.maskvos.vos.TrackFile;

/**
 * Exports a label movie, frame by frame. Targets appear when they are complete. Used
 * once.
 */
public final class LabelExport {

	/** Smaller movies are enlarged, so that one can read the numbers. */
	private static final int ENLARGED = 400;

	private final LabelMovie labels;
	private final Movie movie;
	private final Map<Integer, Integer> parents = new HashMap<>();
	private final IntConsumer beforeFrame;
	private final Lineage lineage = new Lineage();

	/**
	 * @param labels stay open
	 * @param movie that was labelled; null if it is not at hand
	 * @param tracks that know the parents; empty if nobody knows
	 * @param beforeFrame gets the 0-based frame; may throw to stop
	 * @throws MovieException if labels and movie differ in size or length
	 */
	public LabelExport(final LabelMovie labels, final Movie movie, final List<Lineage.Track> tracks,
		final IntConsumer beforeFrame) throws MovieException
	{
		this.labels = labels;
		this.movie = movie;
		this.beforeFrame = beforeFrame;
		for (final Lineage.Track track : tracks)
			parents.put(track.id(), track.parent());
		final MovieInfo a = labels.info(), b = movie == null ? a : movie.info();
		if (a.width() != b.width() || a.height() != b.height() || a.frames() != b.frames()) throw new MovieException(
			"The labels '" + a.title() + "' have " + size(a) + ", but the movie '" + b.title() + "' has " + size(b) + ".");
	}

	/**
	 * Writes the target.
	 *
	 * @return all objects
	 * @throws IllegalArgumentException if the format needs the movie, and there is none
	 * @throws MovieException if something cannot be read or written; the message names
	 *           it
	 */
	public Lineage run(final ExportFormat format, final Path target) throws IOException {
		switch (format) {
			case CTC -> folder(target, LabelLayout.CTC);
			case DAVIS -> folder(target, LabelLayout.DAVIS);
			case ROIS -> rois(target);
			case TABLE -> table(target);
			case OVERLAY -> overlay(target);
		}
		return lineage;
	}

	// -- Helper methods --

	private void folder(final Path target, final LabelLayout layout) throws IOException {
		try (LabelFolderSink sink = LabelMovies.folder(target, labels.info(), layout)) {
			for (int t = 0; t < labels.info().frames(); t++)
				sink.write(frame(t));
			final StringBuilder text = new StringBuilder();
			TrackTable.write(lineage.tracks(), text);
			sink.writeTracks(text.toString());
			sink.commit();
		}
	}

	private void rois(final Path target) throws IOException {
		try (RoiSetFile rois = new RoiSetFile(target, labels.info())) {
			for (int t = 0; t < labels.info().frames(); t++)
				rois.write(frame(t));
			rois.commit();
		}
	}

	private void table(final Path target) throws IOException {
		try (TrackFile table = new TrackFile(target, labels.info())) {
			for (int t = 0; t < labels.info().frames(); t++)
				table.write(new FrameResult(t, frame(t), intensity(t), lineage));
			table.commit(lineage);
		}
	}

	private void overlay(final Path target) throws IOException {
		if (movie == null) throw new IllegalArgumentException("movie is needed for an overlay: name the movie that was labelled.");
		final int shorter = Math.min(labels.info().width(), labels.info().height());
		final OverlayRenderer renderer = new OverlayRenderer(Math.max(1, (ENLARGED + shorter - 1) / shorter));
		Pictures.write(target, labels.info(), t -> renderer.draw(intensity(t), frame(t), true));
	}

	private ArrayImg<IntType, IntArray> frame(final int t) throws IOException {
		beforeFrame.accept(t);
		final ArrayImg<IntType, IntArray> frame = labels.frame(t);
		for (final var object : ObjectTable.measure(t, frame, null, null)) {
			lineage.seen(object.id(), t);
			lineage.setParent(object.id(), parents.getOrDefault(object.id(), 0));
		}
		return frame;
	}

	private ArrayImg<FloatType, FloatArray> intensity(final int t) throws IOException {
		return movie == null ? null : movie.frame(t);
	}

	private static String size(final MovieInfo info) {
		return info.frames() + " frames of " + info.width() + " x " + info.height() + " pixels";
	}
}
