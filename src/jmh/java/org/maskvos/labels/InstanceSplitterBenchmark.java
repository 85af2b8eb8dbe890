package org.maskvos.labels;

import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Objects of a frame of 512 x 512 from blurred, noisy maps of discs of 24 px. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class InstanceSplitterBenchmark {

	private static final int SIZE = 512;

	@Param({ "20", "120", "300" })
	int objects;

	private final InstanceSplitter splitter = new InstanceSplitter();
	private PredictedMaps maps;
	private Expectation expectation;

	@Setup
	public void predict() {
		final Random random = new Random(1);
		final Synthetic scene = new Synthetic(SIZE, SIZE);
		for (int k = 1; k <= objects; k++)
			scene.disc(k, random.nextInt(SIZE), random.nextInt(SIZE), 12);
		maps = scene.maps(1, 0.03, 1);
		expectation = Expectation.of(splitter.split(maps, SplitOptions.defaults()), splitter.landscape(), null);
	}

	/** A first frame. */
	@Benchmark
	public Object split() {
		return splitter.split(maps, SplitOptions.defaults());
	}

	/** A later one, of which something is expected. */
	@Benchmark
	public Object splitExpected() {
		return splitter.split(maps, SplitOptions.defaults(), expectation);
	}
}
