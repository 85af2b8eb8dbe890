package org.maskvos.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.maskvos.annotation.AnnotationFiles;
import org.maskvos.annotation.Annotations;
import org.maskvos.model.ModelException;
import org.maskvos.model.ModelLibrary;
import org.maskvos.model.ModelPackage;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.settings.Settings;
import org.maskvos.vos.FrameConsumer;
import org.maskvos.vos.Progress;
import org.maskvos.vos.PropagationReport;
import org.maskvos.vos.Propagator;
import org.maskvos.vos.stcn.Stcn;
import org.maskvos.vos.stcn.StcnOptions;

/** Propagates labels that lie in a folder under the names of the movies. */
public final class PropagateLabeler implements Labeler {

	private final StcnOptions options;
	private final Path movies, annotations;
	private final int frame;
	private final ModelPackage models;
	private Propagator propagator;

	/**
	 * @param movies folder of the batch
	 * @param annotations folder with a label image, a folder of label images or a ROI
	 *          set for each movie: {@code cells.tif} or {@code cells.zip} for
	 *          {@code cells.nd2}
	 * @param frame 1-based, of labels that do not say where they belong
	 * @throws ModelException if there is no such model package
	 * @throws MovieException if {@code annotations} is not a folder
	 */
	public PropagateLabeler(final StcnOptions options, final Path movies, final Path annotations, final int frame)
		throws IOException
	{
		this.options = options;
		this.movies = movies;
		this.annotations = annotations;
		this.frame = frame;
		if (!Files.isDirectory(annotations)) throw new MovieException(annotations +
			" is not a folder; the labels of each movie lie in a folder under the movie's name.");
		models = ModelLibrary.standard().find(options.model(), "stcn");
	}

	@Override
	public String model() {
		return models.id();
	}

	@Override
	public String checksum() {
		return models.checksum();
	}

	@Override
	public Map<String, Object> settings(final MovieItem item) throws IOException {
		final Map<String, Object> settings = new TreeMap<>(Settings.deciding(options));
		final Path labels = annotations(item);
		final Source source = Source.of(labels);
		settings.put("mode", "propagate");
		settings.put("annotations", labels.getFileName().toString());
		settings.put("annotations_bytes", source.bytes());
		settings.put("annotations_modified", source.modified());
		settings.put("annotation_frame", frame);
		return settings;
	}

	@Override
	public void load() throws ModelException {
		if (propagator == null) propagator = Stcn.open(options);
	}

	@Override
	public boolean isLoaded() {
		return propagator != null;
	}

	@Override
	public Labelled label(final MovieItem item, final Movie movie, final FrameConsumer consumer, final Progress progress)
		throws IOException
	{
		final Annotations given = AnnotationFiles.open(annotations(item), movies.resolve(item.file()), movie.info(), frame);
		final PropagationReport report = propagator.propagate(movie, given, consumer, progress);
		return new Labelled(report.lineage(), report.provenance(), report.device());
	}

	@Override
	public void close() {
		if (propagator != null) propagator.close();
	}

	// -- Helper methods --

	private Path annotations(final MovieItem item) throws IOException {
		final List<Path> fitting;
		try (Stream<Path> all = Files.list(annotations)) {
			fitting = all.filter(path -> fits(path, item)).sorted().toList();
		}
		if (fitting.size() == 1) return fitting.get(0);
		if (fitting.isEmpty()) throw new MovieException(annotations + " holds no labels for " + item.file() +
			": there is no " + item.name() + ".tif, " + item.name() + ".zip or folder " + item.name() + ".");
		throw new MovieException(annotations + " holds several labels for " + item.file() + ": " + fitting.get(0)
			.getFileName() + " and " + fitting.get(1).getFileName() + ".");
	}

	private static boolean fits(final Path path, final MovieItem item) {
		final String name = path.getFileName().toString();
		return name.equals(item.name()) || name.startsWith(item.name() + ".") && name.substring(item.name().length())
			.matches("(?i)\\.(tiff?|zip|roi|png)");
	}
}
