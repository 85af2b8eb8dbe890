package org.maskvos.propagation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.maskvos.model.GraphContract.Shape;
import org.maskvos.model.GraphContract;
import org.maskvos.model.RdfSection;

/**
 * How frames enter the {@code key}, {@code value} and {@code decode} graphs of a
 * package, and which features pass from the first to the others. Channels are
 * those of the graphs.
 *
 * @param stride px of a frame per position of keys and values, along an axis
 * @param multiple frames are padded with zeros to multiples of this, in px
 * @param resolution shorter side in px to which frames are scaled; 0 if objects
 *          are scaled to the canonical diameter instead
 * @param pace px of a frame that objects move from one frame to the next, about;
 *          0 if the package was not trained with what is known of motion
 * @param carriedMasks whether {@code decode} also takes the masks of the frame
 *          before, carried by the motion; a package with a pace
 * @param mean of each colour of the frame, in [0, 1]; subtracted
 * @param std of each colour; divided by, before padding
 * @param valueFeatures name to stride, of features that {@code value} takes
 * @param decodeFeatures name to stride, of features that {@code decode} takes
 */
public record StcnSettings(int stride, int multiple, int resolution, double pace, boolean carriedMasks, float[] mean,
		float[] std, Map<String, Integer> valueFeatures, Map<String, Integer> decodeFeatures) {

	public StcnSettings {
		if (carriedMasks && pace == 0) throw new IllegalArgumentException("carried_masks needs a pace");
		if (stride < 1 || !(pace >= 0) || multiple % stride != 0 || mean.length != std.length || mean.length != 1 &&
			mean.length != 3) throw new IllegalArgumentException("stride, multiple, pace, mean and std do not fit together");
		for (final Map<String, Integer> strides : List.of(valueFeatures, decodeFeatures))
			if (strides.values().stream().anyMatch(each -> multiple % each != 0)) throw new IllegalArgumentException(
				"the strides of the features " + strides.keySet() + " do not divide multiple");
		valueFeatures = Map.copyOf(valueFeatures);
		decodeFeatures = Map.copyOf(decodeFeatures);
	}

	/** Reads the section {@code stcn} of a package's description. */
	static StcnSettings of(final RdfSection stcn) {
		final int stride = stcn.whole("stride", 1, 128), multiple = stcn.whole("multiple", 1, 1024);
		return new StcnSettings(stride, Math.max(stride, multiple), stcn.whole("resolution", 16, 8192), stcn.number("pace",
			0.01, 1000), stcn.flag("carried_masks"), stcn.numbers("mean", -10, 10), stcn.numbers("std", 1e-6, 1e6), stcn
				.wholes("value_features", 1, 1024), stcn.wholes("decode_features", 1, 1024));
	}

	/** For frames in which everything moves that many px more or fewer. */
	public StcnSettings withPace(final double newPace) {
		return new StcnSettings(stride, multiple, resolution, newPace, carriedMasks, mean, std, valueFeatures,
			decodeFeatures);
	}

	/** Name to stride, of all features. */
	public Map<String, Integer> features() {
		final Map<String, Integer> all = new HashMap<>(valueFeatures);
		all.putAll(decodeFeatures);
		return all;
	}

	/** A frame to its key and features. */
	public GraphContract keyContract() {
		return new GraphContract("key", Map.of("frame", Shape.planes(mean.length)), with(features(), "key"));
	}

	/** A frame, its features, an object's mask and the sum of the others' to a value per object. */
	public GraphContract valueContract() {
		final Map<String, Shape> inputs = with(valueFeatures, "frame");
		inputs.putAll(Map.of("frame", Shape.planes(mean.length), "mask", Shape.planes(1), "others", Shape.planes(1)));
		return new GraphContract("value", inputs, Map.of("value", Shape.planes(Shape.FREE)));
	}

	/** A readout per object, its carried mask, and the frame's features to a logit per object. */
	public GraphContract decodeContract() {
		final Map<String, Shape> inputs = with(decodeFeatures, "readout");
		if (carriedMasks) inputs.put("carried", Shape.planes(1));
		return new GraphContract("decode", inputs, Map.of("logit", Shape.planes(1)));
	}

	// -- Helper methods --

	private static Map<String, Shape> with(final Map<String, Integer> features, final String tensor) {
		final Map<String, Shape> shapes = new HashMap<>();
		features.keySet().forEach(name -> shapes.put(name, Shape.planes(Shape.FREE)));
		shapes.put(tensor, Shape.planes(Shape.FREE));
		return shapes;
	}
}
