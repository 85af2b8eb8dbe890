package org.maskvos.vos.maskvos;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

import org.maskvos.concurrent.OrderedPrefetch;
import org.maskvos.flow.LearnedFlow;
import org.maskvos.model.Device;
import org.maskvos.model.Engine;
import org.maskvos.model.Graph;
import org.maskvos.model.GraphContract;
import org.maskvos.model.ModelException;
import org.maskvos.model.ModelPackage;

/**
 * The two networks of a model package. Some frames are worked on at the same time
 * and share the threads; with a single thread all is done in turn.
 */
final class Networks implements AutoCloseable {

	/** More frames at a time would need more memory, and hardly be faster than more threads for each. */
	private static final int MOST_WORKERS = 4;

	private final Engine engine;
	private final Graph flow;
	private final Graph segment;

	private Networks(final Engine engine, final Graph flow, final Graph segment) {
		this.engine = engine;
		this.flow = flow;
		this.segment = segment;
	}

	/**
	 * Loads the networks.
	 *
	 * @param threads of the CPU; 0 for all processors
	 * @throws ModelException if the package is damaged, or the device cannot be used
	 */
	static Networks open(final ModelPackage models, final Device device, final int threads) throws ModelException {
		final Engine engine = Engine.open(device, threads);
		final int share = engine.threads() / Math.max(1, workers(engine));
		final Iterator<GraphContract> contracts = List.of(LearnedFlow.CONTRACT, SegmentNetwork.CONTRACT).iterator();
		try (OrderedPrefetch<Graph> graphs = ahead(engine, "MaskVOS loader", 2, () -> {
			final GraphContract contract = contracts.next();
			return () -> engine.load(models, contract, share);
		})) {
			return new Networks(engine, graphs.take(), graphs.take());
		}
		catch (final ModelException | RuntimeException | Error e) {
			engine.close();
			throw e;
		}
		catch (final IOException e) {
			engine.close();
			throw new ModelException("The networks were not loaded: interrupted.", e);
		}
	}

	/** Of {@link LearnedFlow#CONTRACT}. */
	Graph flow() {
		return flow;
	}

	/** Of {@link SegmentNetwork#CONTRACT}. */
	Graph segment() {
		return segment;
	}

	/** What runs, and why. */
	String device() {
		return engine.description();
	}

	/** Wall time so far during which a network ran, in seconds. */
	double seconds() {
		return engine.seconds();
	}

	/** How many things {@link #ahead} makes side by side; 0 if it makes them when they are taken. */
	int workers() {
		return workers(engine);
	}

	/** Makes things side by side if there are threads for it. */
	<T> OrderedPrefetch<T> ahead(final String name, final int count, final OrderedPrefetch.Source<T> source) {
		return ahead(engine, name, count, source);
	}

	@Override
	public void close() {
		engine.close();
	}

	// -- Helper methods --

	private static <T> OrderedPrefetch<T> ahead(final Engine engine, final String name, final int count,
		final OrderedPrefetch.Source<T> source)
	{
		return OrderedPrefetch.of(name, workers(engine), count, source);
	}

	private static int workers(final Engine engine) {
		return engine.threads() > 1 ? Math.min(MOST_WORKERS, engine.threads()) : 0;
	}
}
