package org.maskvos.frames;

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

/** A plane of 512 x 512 made smaller and larger. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ResamplerBenchmark {

	private static final int SIZE = 512;

	@Param({ "0.5", "0.9", "2" })
	double factor;

	private Resampler resampler;
	private float[] plane, out;

	@Setup
	public void fill() {
		resampler = Resampler.scaling(SIZE, SIZE, factor);
		plane = new float[SIZE * SIZE];
		out = new float[resampler.newWidth() * resampler.newHeight()];
		final Random random = new Random(1);
		for (int i = 0; i < plane.length; i++)
			plane[i] = random.nextFloat();
	}

	@Benchmark
	public float[] resample() {
		resampler.apply(plane, out);
		return out;
	}
}
