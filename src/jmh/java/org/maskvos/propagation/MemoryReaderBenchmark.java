package org.maskvos.propagation;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.maskvos.concurrent.Workers;
import org.maskvos.model.Device;
import org.maskvos.model.Engine;
import org.maskvos.model.ModelLibrary;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The memory read of one frame, on one thread, of keys and values that are noise. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class MemoryReaderBenchmark {

	private static final int TOP_K = 20;

	/**
	 * The bundled package: stride 8, a window around each position. A published one: stride
	 * 16, all positions.
	 */
	@Param({ "bundled", "published" })
	String network;

	/** Objects, each in a mask of its own. */
	@Param({ "1", "8" })
	int slots;

	/** That are remembered. */
	@Param({ "5", "20" })
	int frames;

	private Engine engine;
	private Workers workers;
	private MemoryBank bank;
	private MemoryReader reader;
	private float[] query;

	@Setup(Level.Trial)
	public void remember() throws IOException {
		engine = Engine.open(Device.CPU, 1);
		final StcnNetwork bundled = StcnNetwork.load(engine, ModelLibrary.standard().find("stcn-compact"));
		final boolean published = network.equals("published");
		final StcnSettings still = new StcnSettings(16, 16, 0, 0, false, bundled.settings().mean(), bundled.settings().std(), Map
			.of(), Map.of());
		// NB: the affinity is all of a network that is read with
		final StcnNetwork shape = published ? new StcnNetwork(still, null, null, null, bundled.affinity(), 64, 512, 1) : bundled;
		final Grid grid = published ? new Grid(Padding.of(854, 480, 16), 16) : new Grid(Padding.of(512, 512, 32), 8);
		final Random random = new Random(1);
		workers = new Workers(1);
		bank = new MemoryBank(grid);
		for (int t = 0; t < frames; t++) {
			final float[][] values = new float[slots][];
			Arrays.setAll(values, s -> noise(random, shape.valueChannels() * grid.positions()));
			bank.append(new MemoryFrame(t, MemoryFrame.scaled(noise(random, shape.keyChannels() * grid.positions()), shape
				.keyChannels()), values, null), false);
		}
		reader = new MemoryReader(shape, grid, TOP_K, workers);
		query = noise(random, shape.keyChannels() * grid.positions());
	}

	@TearDown(Level.Trial)
	public void close() {
		reader.close();
		bank.close();
		workers.close();
		engine.close();
	}

	@Benchmark
	public Object read() throws IOException {
		return reader.read(query, frames, bank.blocks(), slots);
	}

	private static float[] noise(final Random random, final int count) {
		final float[] values = new float[count];
		for (int i = 0; i < count; i++)
			values[i] = (float) random.nextGaussian();
		return values;
	}
}
