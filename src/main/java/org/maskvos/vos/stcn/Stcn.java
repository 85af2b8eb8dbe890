package org.maskvos.vos.stcn;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.maskvos.annotation.Annotations;
import org.maskvos.flow.LearnedFlow;
import org.maskvos.frames.Contrast;
import org.maskvos.frames.NetworkFrames;
import org.maskvos.frames.NetworkScale;
import org.maskvos.model.Engine;
import org.maskvos.model.Graph;
import org.maskvos.model.ModelException;
import org.maskvos.model.ModelLibrary;
import org.maskvos.model.ModelPackage;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieInfo;
import org.maskvos.propagation.StcnNetwork;
import org.maskvos.settings.Settings;
import org.maskvos.vos.FrameConsumer;
import org.maskvos.vos.Progress;
import org.maskvos.vos.PropagationReport;
import org.maskvos.vos.Propagator;
import org.maskvos.vos.Provenance;

/**
 * STCN with bounded memory, the semi-supervised segmenter: labels of some frames
 * travel to all others.
 *
 * <pre>
 * try (Propagator stcn = Stcn.open(StcnOptions.defaults());
 * 		Movie movie = Movies.open(path, MovieOptions.defaults()))
 * {
 * 	Annotations annotations = AnnotationFiles.open(labels, path, movie.info(), 1);
 * 	stcn.propagate(movie, annotations, result -&gt; sink.write(result.labels()), Progress.none());
 * }
 * </pre>
 */
public final class Stcn implements Propagator {

	private final StcnOptions options;
	private final ModelPackage models;
	private final Engine engine;
	private final StcnNetwork network;
	/** Null if the package knows nothing of motion. */
	private final Graph flow;

	private Stcn(final StcnOptions options, final ModelPackage models, final ModelLibrary library, final Engine engine)
		throws ModelException
	{
		this.options = options;
		this.models = models;
		this.engine = engine;
		network = StcnNetwork.load(engine, models);
		flow = network.settings().pace() == 0 ? null : engine.load(library.find("", "flow"), LearnedFlow.CONTRACT, 1);
	}

	// -- Opening --

	/**
	 * Loads the networks.
	 *
	 * @throws ModelException if there is no such model package, it cannot propagate
	 *           or is damaged, or the device cannot be used
	 */
	public static Stcn open(final StcnOptions options) throws ModelException {
		return open(options, ModelLibrary.standard());
	}

	/** Like {@link #open(StcnOptions)}, with the packages of a library. */
	public static Stcn open(final StcnOptions options, final ModelLibrary library) throws ModelException {
		final ModelPackage models = library.find(options.model(), "stcn");
		final Engine engine = Engine.open(options.network().device(), options.network().threads());
		try {
			return new Stcn(options, models, library, engine);
		}
		catch (final ModelException | RuntimeException e) {
			engine.close();
			throw e;
		}
	}

	// -- Propagator methods --

	@Override
	public PropagationReport propagate(final Movie movie, final Annotations annotations, final FrameConsumer consumer,
		final Progress progress) throws IOException
	{
		final long start = System.nanoTime();
		final double engineStart = engine.seconds();
		final NetworkScale scale = scale(movie.info(), annotations);
		final NetworkFrames frames = NetworkFrames.scaling(movie.info(), scale.factor(), switch (options.contrast()) {
			case AUTO -> Contrast.ofEachFrame();
			case NONE -> Contrast.none();
		});
		if (progress.isCanceled()) throw new CancellationException("Canceled before the first frame.");
		final StcnPass pass = new StcnPass(network.finer(scale.finer()), flow, options, frames, movie, annotations,
			progress);
		if (options.passes() == 1) pass.online(consumer);
		else pass.offline(consumer);
		return new PropagationReport(movie.info().frames(), annotations.frames().size(), pass.lineage(), frames.width(),
			frames.height(), pass.slots(), models.id(), models.checksum(), engine.description(), provenance(movie.info(),
				annotations, frames), (System.nanoTime() - start) * 1e-9, engine.seconds() - engineStart, pass.readSeconds());
	}

	@Override
	public void close() {
		engine.close();
	}

	// -- Helper methods --

	private String provenance(final MovieInfo info, final Annotations annotations, final NetworkFrames frames) {
		final Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("annotations", annotations);
		facts.put("annotated_frames", annotations.frames().size());
		facts.put("network_size", frames.width() + " x " + frames.height());
		facts.putAll(Settings.deciding(options));
		return Provenance.of("Labels propagated", info, models.id(), models.checksum(), facts);
	}

	/** What was asked for, else the shorter side or the objects as the package wants them. */
	private NetworkScale scale(final MovieInfo info, final Annotations annotations) {
		final double side = Math.min(info.width(), info.height());
		if (options.resolution() > 0) return NetworkScale.fixed(options.resolution() / side);
		if (models.objectDiameter() > 0) return NetworkScale.of(info, annotations, models.objectDiameter(), options.memory()
			.slots());
		return NetworkScale.fixed(network.settings().resolution() > 0 ? network.settings().resolution() / side : 1);
	}
}
