package org.maskvos.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.maskvos.annotation.AnnotationFiles;
import org.maskvos.annotation.Annotations;
import org.maskvos.evaluation.Evaluation;
import org.maskvos.evaluation.EvaluationResult;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.io.Movies;
import org.maskvos.labels.Lineage;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieOptions;
import org.maskvos.vos.LabelOutputs;
import org.maskvos.vos.Progress;
import org.maskvos.vos.PropagationReport;
import org.maskvos.vos.Propagator;
import org.maskvos.vos.stcn.Stcn;
import org.maskvos.vos.stcn.StcnOptions;

/**
 * The demo's second part: what the truth shows in the first frame is found in the
 * others. An object is scored with all that it divides into; objects that come
 * later are not scored.
 */
final class DemoPropagation {

	private final Path folder;
	private final Lineage lineage;
	private final Map<String, Object> scores = new LinkedHashMap<>();

	/**
	 * @param folder with movie.tif and truth.tif
	 * @param lineage of the truth
	 */
	DemoPropagation(final Path folder, final Lineage lineage) {
		this.folder = folder;
		this.lineage = lineage;
	}

	/** Writes first.tif, propagated.tif and propagated.png. */
	PropagationReport run(final StcnOptions options, final Progress progress) throws IOException {
		final Evaluation evaluation = new Evaluation(true, true);
		final PropagationReport report;
		try (Movie movie = Movies.open(file("movie.tif"), MovieOptions.defaults());
				LabelMovie truth = LabelMovies.open(file("truth.tif"));
				Propagator propagator = Stcn.open(options);
				LabelOutputs outputs = LabelOutputs.open(file("propagated.tif"), null, movie.info()))
		{
			final Set<Integer> first = annotate(truth.frame(0), movie.info());
			final Annotations given = AnnotationFiles.open(file("first.tif"), file("movie.tif"), movie.info(), 1);
			final DemoPictures pictures = new DemoPictures(movie.info().frames());
			report = propagator.propagate(movie, given, result -> {
				final ArrayImg<IntType, IntArray> expected = undivided(truth.frame(result.t()), first);
				outputs.accept(result);
				evaluation.add(expected, result.labels());
				pictures.add(result, expected);
			}, progress);
			outputs.commit(report.lineage(), report.provenance());
			pictures.write(file("propagated.png"));
		}
		final EvaluationResult result = evaluation.result();
		scores.put("objects", result.objects().size());
		scores.put("J", result.region().mean());
		scores.put("F", result.contour().mean());
		return report;
	}

	/** J and F over the objects, without the first and the last frame, as in DAVIS 2017. */
	Map<String, Object> scores() {
		return scores;
	}

	// -- Helper methods --

	/** Writes one plane; returns its objects. */
	private Set<Integer> annotate(final ArrayImg<IntType, IntArray> plane, final MovieInfo info) throws IOException {
		final MovieInfo one = new MovieInfo(info.title(), info.width(), info.height(), 1, 1, info.axis(), info
			.calibration());
		try (LabelSink first = LabelMovies.tiff(file("first.tif"), one, "")) {
			first.write(plane);
			first.commit();
		}
		final Set<Integer> ids = new TreeSet<>();
		plane.forEach(id -> ids.add(id.get()));
		ids.remove(0);
		return ids;
	}

	/** The truth with the ids of the first frame; 0 for what comes later. */
	private ArrayImg<IntType, IntArray> undivided(final ArrayImg<IntType, IntArray> plane, final Set<Integer> first) {
		final Map<Integer, Integer> ancestors = new LinkedHashMap<>();
		for (final Lineage.Track track : lineage.tracks()) { // NB: parents come before their children
			final int root = track.parent() == 0 ? track.id() : ancestors.get(track.parent());
			ancestors.put(track.id(), first.contains(root) ? root : 0);
		}
		final ArrayImg<IntType, IntArray> result = ArrayImgs.ints(plane.dimensionsAsLongArray());
		final int[] from = plane.update(null).getCurrentStorageArray(), to = result.update(null).getCurrentStorageArray();
		for (int i = 0; i < to.length; i++)
			to[i] = from[i] == 0 ? 0 : ancestors.get(from[i]);
		return result;
	}

	private Path file(final String name) {
		return folder.resolve(name);
	}
}
