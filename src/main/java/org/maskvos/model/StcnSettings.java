package org.maskvos.model;

import java.util.HashMap;
import java.util.Map;

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
 * @param mean of each colour of the frame, in [0, 1]; subtracted
 * @param std of each colour; divided by, before padding
 * @param valueFeatures name to stride, of features that {@code value} takes
 * @param decodeFeatures name to stride, of features that {@code decode} takes
 */
public record StcnSettings(int stride, int multiple, int resolution, double pace, float[] mean,
	float[] std,
	Map<String, Integer> valueFeatures, Map<String, Integer> decodeFeatures)
{

	public StcnSettings {
		if (stride < 1 || !(pace >= 0) || multiple % stride != 0 || mean.length != std.length || mean.length != 1 && mean.length != 3)
			throw new IllegalArgumentException("stride, multiple, pace, mean and std do not fit together");
		valueFeatures = Map.copyOf(valueFeatures);
		decodeFeatures = Map.copyOf(decodeFeatures);
	}

	/** For frames in which everything moves that many px more or fewer. */
	public StcnSettings withPace(final double newPace) {
		return new StcnSettings(stride, multiple, resolution, newPace, mean, std, valueFeatures, decodeFeatures);
	}

	/** Name to stride, of all features. */
	public Map<String, Integer> features() {
		final Map<String, Integer> all = new HashMap<>(valueFeatures);
		all.putAll(decodeFeatures);
		return all;
	}

	/** A frame to its key and features. */
	public GraphContract keyContract() {
		return new GraphContract("key", Map.of("frame", mean.length), with(features(), "key"));
	}

	/** A frame, its features, an object's mask and the sum of the others' to a value per object. */
	public GraphContract valueContract() {
		final Map<String, Integer> inputs = with(valueFeatures, "frame");
		inputs.putAll(Map.of("frame", mean.length, "mask", 1, "others", 1));
		return new GraphContract("value", inputs, Map.of("value", -1));
	}

	/** A readout per object and the frame's features to a logit per object. */
	public GraphContract decodeContract() {
		return new GraphContract("decode", with(decodeFeatures, "readout"), Map.of("logit", 1));
	}

	// -- Helper methods --

	private static Map<String, Integer> with(final Map<String, Integer> features, final String tensor) {
		final Map<String, Integer> channels = new HashMap<>();
		features.keySet().forEach(name -> channels.put(name, -1));
		channels.put(tensor, -1);
		return channels;
	}
}
