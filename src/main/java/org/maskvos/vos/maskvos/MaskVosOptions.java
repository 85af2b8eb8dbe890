package org.maskvos.vos.maskvos;

import org.maskvos.model.Device;
import org.maskvos.settings.Setting;
import org.maskvos.settings.Settings;
import org.maskvos.vos.NetworkOptions;

/**
 * Settings of the MaskVOS segmenter. Immutable; the {@code with} methods return
 * changed copies.
 *
 * @param network which network runs, and where
 * @param objectDiameter diameter in px of the movie of a circle with the area of
 *          a typical object; 0 to estimate it from the movie
 * @param output instances, or one foreground mask
 */
public record MaskVosOptions(NetworkOptions network, @Setting(min = 3, max = 5000, zero = "estimate", label = "D",
	meaning = "Diameter of a typical object, in pixels.") double objectDiameter, @Setting(label = "O",
		meaning = "instances: a number for each object; semantic: 1 for foreground.") Output output) {

	/** What the label movie shows. */
	public enum Output {
			/** One integer per object, the same through time. */
			INSTANCES,
			/** 1 for foreground, 0 for background, as in DAVIS-16. */
			SEMANTIC
	}

	/**
	 * @throws IllegalArgumentException if a number is out of range; the message
	 *           names the setting
	 */
	public MaskVosOptions {
		Settings.check(MaskVosOptions.class, network, objectDiameter, output);
	}

	/** The bundled model, estimated diameter, instances, automatic device. */
	public static MaskVosOptions defaults() {
		return new MaskVosOptions(NetworkOptions.defaults(), 0, Output.INSTANCES);
	}

	/** See {@link NetworkOptions#model()}. */
	public String model() {
		return network.model();
	}

	public MaskVosOptions withModel(final String id) {
		return Settings.with(this, "model", id);
	}

	public MaskVosOptions withObjectDiameter(final double pixels) {
		return new MaskVosOptions(network, pixels, output);
	}

	public MaskVosOptions withOutput(final Output newOutput) {
		return new MaskVosOptions(network, objectDiameter, newOutput);
	}

	public MaskVosOptions withDevice(final Device device) {
		return Settings.with(this, "device", device);
	}

	public MaskVosOptions withThreads(final int threads) {
		return Settings.with(this, "threads", threads);
	}
}
