package org.maskvos.evaluation;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.maskvos.labels.Lineage;

/**
 * An {@link Evaluation} whose frames are scored side by side. Scores are those of
 * one thread: what depends on the order is put together in order. No more than two
 * frames per thread are kept.
 */
public final class ParallelEvaluation implements AutoCloseable {

	private final Evaluation evaluation;
	private final int ahead;
	private final ExecutorService pool;
	private final ThreadLocal<FrameScorer> scorers;
	private final Queue<Future<FrameScore>> queue = new ArrayDeque<>();

	/**
	 * @param sameLabels see {@link Evaluation}
	 * @param inner see {@link Evaluation}
	 * @param threads 0 for all processors
	 */
	public ParallelEvaluation(final boolean sameLabels, final boolean inner, final int threads) {
		final int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
		evaluation = new Evaluation(sameLabels, inner);
		ahead = 2 * count;
		scorers = ThreadLocal.withInitial(() -> new FrameScorer(sameLabels));
		pool = Executors.newFixedThreadPool(count, task -> {
			final Thread thread = new Thread(task, "MaskVOS evaluation");
			thread.setDaemon(true);
			return thread;
		});
	}

	/** Adds the next frame; see {@link Evaluation#add}. Neither image may be changed afterwards. */
	public void add(final ArrayImg<IntType, IntArray> truth, final ArrayImg<IntType, IntArray> prediction) {
		if (queue.size() == ahead) take();
		queue.add(pool.submit(() -> scorers.get().score(truth, prediction)));
	}

	/** The scores so far; see {@link Evaluation#result(List, List)}. */
	public EvaluationResult result(final List<Lineage.Track> trueTracks, final List<Lineage.Track> predictedTracks) {
		while (!queue.isEmpty())
			take();
		return evaluation.result(trueTracks, predictedTracks);
	}

	@Override
	public void close() {
		pool.shutdownNow();
	}

	// -- Helper methods --

	private void take() {
		try {
			evaluation.add(queue.remove().get());
		}
		catch (final ExecutionException e) {
			if (e.getCause() instanceof RuntimeException cause) throw cause;
			if (e.getCause() instanceof Error cause) throw cause;
			throw new IllegalStateException(e.getCause());
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while frames are scored.", e);
		}
	}
}
