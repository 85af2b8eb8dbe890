package org.maskvos.evaluation;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

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

/** Label frames of 512 x 512 with squares of 24 px, the prediction being the truth moved by a pixel. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LabelRunsBenchmark {

	private static final int SIZE = 512, SIDE = 24;

	@Param({ "20", "120", "300" })
	int objects;

	private int[] a, b;
	private ArrayImg<IntType, IntArray> truth, prediction;
	private LabelRuns trueRuns, predictedRuns;

	@Setup
	public void draw() {
		final Random random = new Random(1);
		a = new int[SIZE * SIZE];
		for (int k = 1; k <= objects; k++) {
			final int x = random.nextInt(SIZE - SIDE), y = random.nextInt(SIZE - SIDE);
			for (int i = 0; i < SIDE * SIDE; i++)
				a[(y + i / SIDE) * SIZE + x + i % SIDE] = k;
		}
		b = new int[a.length];
		System.arraycopy(a, 0, b, 1, a.length - 1);
		truth = ArrayImgs.ints(a, SIZE, SIZE);
		prediction = ArrayImgs.ints(b, SIZE, SIZE);
		trueRuns = LabelRuns.of(truth);
		predictedRuns = LabelRuns.of(prediction);
	}

	/** From pixels to runs. */
	@Benchmark
	public Object runs() {
		return LabelRuns.of(truth);
	}

	/** Areas and intersections, from the runs of two frames. */
	@Benchmark
	public Object overlap() {
		return new FrameOverlap(trueRuns, predictedRuns);
	}

	/** All of it. */
	@Benchmark
	public Object runsAndOverlap() {
		return new FrameOverlap(truth, prediction);
	}

	/** The same counts pixel by pixel, for comparison. */
	@Benchmark
	public Object pixelByPixel() {
		final Map<Long, Integer> both = new HashMap<>();
		final Map<Integer, Integer> one = new HashMap<>(), other = new HashMap<>();
		for (int i = 0; i < a.length; i++) {
			if (a[i] != 0) one.merge(a[i], 1, Integer::sum);
			if (b[i] != 0) other.merge(b[i], 1, Integer::sum);
			if (a[i] != 0 && b[i] != 0) both.merge((long) a[i] << 32 | b[i], 1, Integer::sum);
		}
		return Map.of("both", both, "one", one, "other", other);
	}
}
