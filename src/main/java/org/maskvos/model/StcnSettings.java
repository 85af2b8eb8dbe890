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
 * @param carriedMasks whether {@code decode} also takes the masks of the frame
 *          before, carried by the motion; a package with a pace
 * @param mean of each colour of the frame, in [0, 1]; subtracted
 * @param std of each colour; divided by, before padding
 * @param valueFeatures name to stride, of features that {@code value} takes
 * @param decodeFeatures name to stride, of features that {@code decode} takes
 */
public record StcnSettings(int stride, int multiple, int resolution, double pace, boolean carriedMasks,
	float[] mean, float[] std,
	Map<String, Integer> valueFeatures, Map<String, Integer> decodeFeatures)
{

	public StcnSettings {
		if (carriedMasks && pace == 0) throw new IllegalArgumentException("carried_masks needs a pace");
		if (stride < 1 || !(pace >= 0) || multiple % stride != 0 || mean.length != std.length || mean.length != 1 && mean.length != 3)
			throw new IllegalArgumentException("stride, multiple, pace, mean and std do not fit together");
		valueFeatures = Map.copyOf(valueFeatures);
		decodeFeatures = Map.copyOf(decodeFeatures);
	}

	/** For frames in which everything moves that many px more or fewer. */
	public StcnSettings withPace(final double newPace) {
		return new StcnSettings(stride, multiple, resolution, newPace, carriedMasks, mean, std, valueFeatures, decodeFeatures);
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

	/** A readout per object, its carried mask, and the frame's features to a logit per object. */
	public GraphContract decodeContract() {
		final Map<String, Integer> inputs = with(decodeFeatures, "readout");
		if (carriedMasks) inputs.put("carried", 1);
		return new GraphContract("decode", inputs, Map.of("logit", 1));
	}

	// -- Helper methods --

	private static Map<String, Integer> with(final Map<String, Integer> features, final String tensor) {
		final Map<String, Integer> channels = new HashMap<>();
		features.keySet().forEach(name -> channels.put(name, -1));
		channels.put(tensor, -1);
		return channels;
	}
}
