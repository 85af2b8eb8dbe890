package org.maskvos.vos;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.labels.Lineage;
import org.maskvos.model.Engine;
import org.maskvos.model.Graph;
import org.maskvos.model.GraphContract;
import org.maskvos.model.ModelException;
import org.maskvos.model.ModelLibrary;
import org.maskvos.model.ModelPackage;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.Movies;

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
	private static final int PREFETCH = 3;

	private final MaskVosOptions options;
	private final ModelPackage models;
	private final Engine engine;
	private final Graph flow;
	private final Graph segment;

	private MaskVos(final MaskVosOptions options, final ModelPackage models, final Engine engine)
		throws ModelException
	{
		this.options = options;
		this.models = models;
		this.engine = engine;
		flow = engine.load(models, GraphContract.FLOW);
		segment = engine.load(models, GraphContract.SEGMENT);
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
		final Engine engine = Engine.open(options.device(), options.threads());
		try {
			return new MaskVos(options, models, engine);
		}
		catch (final ModelException | RuntimeException e) {
			engine.close();
			throw e;
		}
	}

	// -- Segmenter methods --

	@Override
	public SegmentationReport segment(final Movie movie, final FrameConsumer consumer, final Progress progress)
		throws IOException
	{
		final long start = System.nanoTime();
		final double engineStart = engine.seconds();
		final MovieInfo info = movie.info();
		final Lineage lineage = new Lineage();
		progress.report("Measuring", 0, info.frames());
		final double diameter = options.objectDiameter() > 0 ? options.objectDiameter()
			: new DiameterEstimator(flow, segment, models.objectDiameter()).estimate(movie);
		final double scale = models.objectDiameter() / diameter;
		try (Movie frames = Movies.prefetched(movie, PREFETCH);
				FrameSegmenter segmenter = new FrameSegmenter(flow, segment, info, scale, lineage, options.output()))
		{
			ArrayImg<FloatType, FloatArray> frame = frames.frame(0);
			segmenter.first(frame);
			for (int t = 0; t < info.frames(); t++) {
				if (progress.isCanceled()) throw new CancellationException("Canceled at frame " + (t + 1) + ".");
				final ArrayImg<FloatType, FloatArray> next = t + 1 < info.frames() ? frames.frame(t + 1) : null;
				consumer.accept(new FrameResult(t, segmenter.segment(t, next), frame, lineage));
				progress.report("Segmenting", t + 1, info.frames());
				frame = next;
			}
		}
		return new SegmentationReport(info.frames(), lineage, diameter, models.id(), models.checksum(),
			engine.description(), (System.nanoTime() - start) * 1e-9, engine.seconds() - engineStart);
	}

	@Override
	public void close() {
		engine.close();
	}
}
