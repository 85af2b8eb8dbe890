package org.maskvos.labels;

import java.util.Random;
import java.util.concurrent.TimeUnit;

import net.imglib2.img.array.ArrayImg;
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

/** Labels of 120 discs of 24 px in the network's frame of 512 x 512, brought to the movie's size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LabelResizerBenchmark {

	private static final int SIZE = 512;

	/** Of the movie's sides, in px. */
	@Param({ "256", "500", "1024" })
	int size;

	private ArrayImg<IntType, IntArray> labels;
	private float[] foreground;
	private LabelResizer resizer;

	@Setup
	public void draw() {
		final Random random = new Random(1);
		final Synthetic scene = new Synthetic(SIZE, SIZE);
		for (int k = 1; k <= 120; k++)
			scene.disc(k, random.nextInt(SIZE), random.nextInt(SIZE), 12);
		labels = scene.image();
		foreground = scene.maps(1, 0.03, 1).foreground();
		resizer = new LabelResizer(size, size, SplitOptions.defaults().foregroundThreshold());
	}

	@Benchmark
	public Object resize() {
		return resizer.resize(labels, foreground);
	}
}
