package org.maskvos.vos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskvos.flow.FlowField;
import org.maskvos.flow.OpticalFlow;
import org.maskvos.model.Device;
import org.maskvos.model.Engine;
import org.maskvos.model.Graph;
import org.maskvos.model.GraphContract;
import org.maskvos.model.ModelLibrary;

/** A texture that moves by a known vector, seen by the bundled flow network in smaller frames. */
class CoarseFlowTest {

	private static final int DX = 5, DY = -3;

	@ParameterizedTest
	@CsvSource({ "256, 192, 0.75", "200, 150, 0.6", "97, 131, 0.5", "40, 40, 0.9" })
	void motionIsInPxOfTheFrames(final int width, final int height, final double share) throws IOException {
		final float[] texture = texture(width + 2 * DX, height - 2 * DY);
		final float[] first = cut(texture, width, height, DX, -DY), second = cut(texture, width, height, 0, -2 * DY);
		final FlowField motion = FlowField.zero(width, height);
		try (Engine engine = Engine.open(Device.CPU, 1)) {
			final Graph graph = engine.load(ModelLibrary.standard().find("", "flow"), GraphContract.FLOW, 1);
			try (OpticalFlow flow = new CoarseFlow(graph, width, height, share)) {
				flow.estimate(first, second, motion);
			}
		}
		assertEquals(DX, median(motion.dx()), 0.5);
		assertEquals(DY, median(motion.dy()), 0.5);
	}

	// -- Helper methods --

	/** What is at (x, y) of a cut from (left, top) is at (x + DX, y + DY) of one from (left - DX, top - DY). */
	private static float[] cut(final float[] texture, final int width, final int height, final int left, final int top) {
		final float[] frame = new float[width * height];
		for (int y = 0; y < height; y++)
			System.arraycopy(texture, (top + y) * (width + 2 * DX) + left, frame, y * width, width);
		return frame;
	}

	/** Noise averaged over 9 px, in [0, 1]. */
	private static float[] texture(final int width, final int height) {
		final Random random = new Random(3);
		final float[] noise = new float[width * height], smooth = new float[width * height];
		for (int i = 0; i < noise.length; i++)
			noise[i] = random.nextFloat();
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				for (int k = 0; k < 81; k++)
					smooth[y * width + x] += noise[Math.floorMod(y + k / 9, height) * width + Math.floorMod(x + k % 9, width)] / 81;
		for (int i = 0; i < smooth.length; i++)
			smooth[i] = Math.max(0, Math.min(1, 0.5f + 5 * (smooth[i] - 0.5f)));
		return smooth;
	}

	private static float median(final float[] values) {
		final float[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}
}
