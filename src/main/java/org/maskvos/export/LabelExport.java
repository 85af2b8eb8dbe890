package org.maskvos.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.annotation.RoiSetFile;
import org.maskvos.drawing.OverlayRenderer;
import org.maskvos.drawing.Pictures;
import org.maskvos.io.LabelFolderSink;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.labels.Ancestry;
import org.maskvos.labels.Appearances;
import org.maskvos.labels.ContiguousTracks;
import org.maskvos.labels.Lineage;
import org.maskvos.labels.ObjectTable;
import org.maskvos.labels.TrackTable;
import org.maskvos.movie.LabelLayout;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.vos.FrameResult;
import org.maskvos.vos.Progress;
import org.maskvos.vos.TrackFile;

/**
 * Exports a label movie, frame by frame. Targets appear when they are complete. Used
 * once.
 */
public final class LabelExport {

	/** Smaller movies are enlarged, so that one can read the numbers. */
	private static final int ENLARGED = 400;
	/** But to no more than this, along the longer side. */
	private static final int LARGEST = 4096;

	private final LabelMovie labels;
	private final Movie movie;
	private final Ancestry ancestry;
	private final Progress progress;
	private final Lineage lineage = new Lineage();

	/**
	 * @param labels stay open
	 * @param movie that was labelled; null if it is not at hand
	 * @param tracks that know the parents; empty if nobody knows
	 * @param progress is asked before each frame
	 * @throws MovieException if labels and movie differ in size or length
	 */
	public LabelExport(final LabelMovie labels, final Movie movie, final List<Lineage.Track> tracks,
		final Progress progress) throws MovieException
	{
		this.labels = labels;
		this.movie = movie;
		this.progress = progress;
		ancestry = new Ancestry(tracks);
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
			case CTC -> challenge(target);
			case DAVIS -> davis(target);
			case ROIS -> rois(target);
			case TABLE -> table(target);
			case OVERLAY -> overlay(target);
		}
		return lineage;
	}

	// -- Helper methods --

	/** Reads the labels twice: which ids fit is known when all are seen. */
	private void challenge(final Path target) throws IOException {
		try (LabelFolderSink sink = LabelMovies.folder(target, labels.info(), LabelLayout.CTC)) {
			final Appearances shown = new Appearances();
			for (int t = 0; t < labels.info().frames(); t++)
				shown.add(frame("Reading labels", t));
			final ContiguousTracks cut = ContiguousTracks.of(shown, ancestry).within(LabelLayout.CTC.maximum());
			final List<Lineage.Track> tracks = cut.tracks();
			if (tracks.size() > LabelLayout.CTC.maximum()) throw new MovieException("The labels '" + labels.info().title() +
				"' have " + tracks.size() + " tracks, but " + LabelLayout.CTC.title() + " holds " + LabelLayout.CTC.maximum() +
				".");
			for (int t = 0; t < labels.info().frames(); t++) {
				progress.step("Exporting", t, labels.info().frames());
				sink.write(cut.relabel(t, labels.frame(t)));
			}
			final StringBuilder text = new StringBuilder();
			TrackTable.write(tracks, text);
			sink.writeTracks(text.toString());
			sink.commit();
		}
	}

	private void davis(final Path target) throws IOException {
		try (LabelFolderSink sink = LabelMovies.folder(target, labels.info(), LabelLayout.DAVIS)) {
			for (int t = 0; t < labels.info().frames(); t++)
				sink.write(frame(t));
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
		if (movie == null) throw new IllegalArgumentException(
			"movie is needed for an overlay: name the movie that was labelled.");
		final int width = labels.info().width(), height = labels.info().height();
		final int shorter = Math.min(width, height), most = Math.max(1, LARGEST / Math.max(width, height));
		final OverlayRenderer renderer = new OverlayRenderer(Math.min(most, (ENLARGED + shorter - 1) / shorter));
		Pictures.write(target, labels.info(), t -> renderer.draw(intensity(t), frame(t), true));
	}

	private ArrayImg<IntType, IntArray> frame(final int t) throws IOException {
		return frame("Exporting", t);
	}

	private ArrayImg<IntType, IntArray> frame(final String status, final int t) throws IOException {
		progress.step(status, t, labels.info().frames());
		final ArrayImg<IntType, IntArray> frame = labels.frame(t);
		for (final var object : ObjectTable.measure(t, frame, null, null)) {
			final boolean known = lineage.track(object.id()) != null;
			lineage.seen(object.id(), t);
			if (!known) lineage.setParent(object.id(), ancestry.nearest(object.id(), id -> seenBefore(t, id)));
		}
		return frame;
	}

	private boolean seenBefore(final int t, final int id) {
		final Lineage.Track track = lineage.track(id);
		return track != null && track.begin() < t;
	}

	private ArrayImg<FloatType, FloatArray> intensity(final int t) throws IOException {
		return movie == null ? null : movie.frame(t);
	}

	private static String size(final MovieInfo info) {
		return info.frames() + " frames of " + info.width() + " x " + info.height() + " pixels";
	}
}
