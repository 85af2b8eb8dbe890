package org.maskvos.propagation;

import org.maskvos.model.Engine;
import org.maskvos.model.Graph;
import org.maskvos.model.GraphContract.Shape;
import org.maskvos.model.GraphContract;
import org.maskvos.model.ModelException;
import org.maskvos.model.ModelPackage;

import java.util.Map;

/**
 * The graphs of an STCN model package, of whatever stride and width, and the
 * product of queries and keys. Closed with their engine.
 *
 * @param settings of the package
 * @param key frame to key and features
 * @param value frame and masks to values
 * @param decode readout and features to logits
 * @param affinity queries times keys
 * @param keyChannels of a key
 * @param valueChannels of a value
 * @param threads of the processor for what is computed here
 */
public record StcnNetwork(StcnSettings settings, Graph key, Graph value, Graph decode, Graph affinity, int keyChannels,
		int valueChannels, int threads) {

	private static final GraphContract AFFINITY = new GraphContract("affinity", Map.of("queries", Shape.planes(1), "keys",
		Shape.planes(1)), Map.of("scores", Shape.planes(1)));

	/**
	 * @throws ModelException if the package cannot propagate, a graph is missing or
	 *           damaged, or the graphs do not fit together
	 */
	public static StcnNetwork load(final Engine engine, final ModelPackage models) throws ModelException {
		final StcnSettings settings = models.section("stcn", StcnSettings::of);
		final Graph key = engine.load(models, settings.keyContract());
		final Graph value = engine.load(models, settings.valueContract());
		final Graph decode = engine.load(models, settings.decodeContract());
		final Graph affinity = engine.load(StcnNetwork.class.getResource("affinity.onnx"), AFFINITY);
		if (value.channels("value") != decode.channels("readout")) throw new ModelException("The graphs of " + models.id() +
			" do not fit together: a value has " + value.channels("value") + " channels, a readout " + decode.channels(
				"readout") + ".");
		return new StcnNetwork(settings, key, value, decode, affinity, key.channels("key"), value.channels("value"), engine
			.threads());
	}

	/**
	 * The same network for frames in which objects, and their motion, are larger than
	 * the package has them.
	 *
	 * @param times how much larger
	 */
	public StcnNetwork finer(final double times) {
		return new StcnNetwork(settings.withPace(times * settings.pace()), key, value, decode, affinity, keyChannels,
			valueChannels, threads);
	}
}
