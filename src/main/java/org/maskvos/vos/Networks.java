package org.maskvos.vos;

import java.io.IOException;

import org.maskvos.model.Device;
import org.maskvos.model.Engine;
import org.maskvos.model.Graph;
import org.maskvos.model.GraphContract;
import org.maskvos.model.ModelException;
import org.maskvos.model.ModelPackage;

/**
 * The two networks of a model package. They work on different frames at the same
 * time and share the threads; with a single thread all is done in turn.
 */
final class Networks implements AutoCloseable {

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
		// both have about as much work
		final int forFlow = Math.max(1, engine.threads() / 2);
		final int forSegment = Math.max(1, engine.threads() - forFlow);
		try (Ahead<Graph> flow = ahead(engine, "MaskVOS loader", 1, () -> engine.load(models, GraphContract.FLOW, forFlow))) {
			final Graph segment = engine.load(models, GraphContract.SEGMENT, forSegment);
			return new Networks(engine, flow.take(), segment);
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

	/** Of {@link GraphContract#FLOW}. */
	Graph flow() {
		return flow;
	}

	/** Of {@link GraphContract#SEGMENT}. */
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

	/** A stage of work: ahead in a thread of its own if there is more than one to use. */
	<T> Ahead<T> ahead(final String name, final int count, final Ahead.Source<T> source) {
		return ahead(engine, name, count, source);
	}

	@Override
	public void close() {
		engine.close();
	}

	// -- Helper methods --

	private static <T> Ahead<T> ahead(final Engine engine, final String name, final int count,
		final Ahead.Source<T> source)
	{
		return engine.threads() > 1 ? Ahead.of(name, count, source) : Ahead.inTurn(source);
	}
}
