package org.maskvos.vos.maskvos;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;

import org.maskvos.frames.NetworkScale;
import org.maskvos.io.Movies;
import org.maskvos.labels.Lineage;
import org.maskvos.model.ModelException;
import org.maskvos.model.ModelLibrary;
import org.maskvos.model.ModelPackage;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieInfo;
import org.maskvos.settings.Settings;
import org.maskvos.vos.FrameConsumer;
import org.maskvos.vos.FrameResult;
import org.maskvos.vos.Progress;
import org.maskvos.vos.Provenance;
import org.maskvos.vos.SegmentationReport;
import org.maskvos.vos.Segmenter;

/**
 * MaskVOS, the unsupervised segmenter: no input but the movie. For every frame:
 * contrast stretch, optical flow to a neighbouring frame, a network that fuses
 * appearance and flow, instances, identity through time.
 *
 * <pre>
 * try (Segmenter maskvos = MaskVos.open(MaskVosOptions.defaults());
 * 		Movie movie = Movies.open(path, MovieOptions.defaults()))
 * {
 * 	maskvos.segment(movie, result -&gt; sink.write(result.labels()), Progress.none());
 * }
 * </pre>
 *
 * Networks stay loaded from one movie to the next.
 */
public final class MaskVos implements Segmenter {

	/** Frames that are read ahead. */
	private static final int PREFETCH = 2;

	private final MaskVosOptions options;
	private final ModelPackage models;
	private final Networks networks;

	private MaskVos(final MaskVosOptions options, final ModelPackage models, final Networks networks) {
		this.options = options;
		this.models = models;
		this.networks = networks;
	}

	// -- Opening --

	/**
	 * Loads the networks.
	 *
	 * @throws ModelException if there is no such model package, it is damaged, or
	 *           the device cannot be used
	 */
	public static MaskVos open(final MaskVosOptions options) throws ModelException {
		return open(options, ModelLibrary.standard());
	}

	/** Like {@link #open(MaskVosOptions)}, with the packages of a library. */
	public static MaskVos open(final MaskVosOptions options, final ModelLibrary library) throws ModelException {
		final ModelPackage models = library.find(options.model());
		return new MaskVos(options, models, Networks.open(models, options.network().device(), options.network().threads()));
	}

	// -- Segmenter methods --

	@Override
	public SegmentationReport segment(final Movie movie, final FrameConsumer consumer, final Progress progress)
		throws IOException
	{
		final long start = System.nanoTime();
		final double engineStart = networks.seconds();
		final MovieInfo info = movie.info();
		final Lineage lineage = new Lineage();
		final FrameLabels labels = new FrameLabels(info, options.output(), lineage);
		final double diameter = options.objectDiameter() > 0 ? options.objectDiameter() : new DiameterEstimator(networks,
			movie, models.objectDiameter(), progress).estimate();
		// frames are read, seen by the networks and labelled at the same time, each kind of work in its thread
		try (Movie frames = Movies.prefetched(movie, PREFETCH);
				FrameNetworks seen = new FrameNetworks(networks, frames, NetworkScale.of(Math.min(info.width(), info.height()),
					diameter, models.objectDiameter()).factor()))
		{
			final Deque<FrameResult> results = new ArrayDeque<>();
			for (int t = 0; t < info.frames(); t++) {
				progress.step("Segmenting frames", t, info.frames());
				final SeenFrame frame = seen.take();
				results.add(new FrameResult(t, labels.of(frame), frame.frame(), lineage));
				if (results.size() > labels.delay()) consumer.accept(results.remove());
			}
			for (final FrameResult result : results)
				consumer.accept(result);
			progress.report("Segmenting frames", info.frames(), info.frames());
		}
		return new SegmentationReport(info.frames(), lineage, diameter, models.id(), models.checksum(), networks.device(),
			provenance(info, diameter), (System.nanoTime() - start) * 1e-9, networks.seconds() - engineStart);
	}

	@Override
	public void close() {
		networks.close();
	}

	// -- Helper methods --

	private String provenance(final MovieInfo info, final double diameter) {
		final Map<String, Object> facts = Settings.deciding(options);
		facts.put("object_diameter", String.format(Locale.ROOT, "%.2f%s", diameter, options.objectDiameter() == 0
			? " (estimated)" : ""));
		return Provenance.of("Segmented", info, models.id(), models.checksum(), facts);
	}
}
