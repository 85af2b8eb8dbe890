package org.maskvos.vos.stcn;

import org.maskvos.model.Device;
import org.maskvos.propagation.MemoryOptions;
import org.maskvos.settings.Setting;
import org.maskvos.settings.Settings;
import org.maskvos.vos.NetworkOptions;

/**
 * Settings of the propagation. Immutable; the {@code with} methods return changed
 * copies.
 *
 * @param network which network runs, and where
 * @param memory what is remembered
 * @param direction from an annotation to later frames, earlier ones, or both
 * @param passes over the movie: the last one writes labels, those before collect
 *          memories: in random order, or there and back if the package knows of motion
 * @param resolution shorter side in px at which the network sees frames; 0 for
 *          what the model package says
 * @param contrast how intensities become what the network knows
 * @param divisions whether parts of an object become objects of their own
 */
public record StcnOptions(NetworkOptions network, MemoryOptions memory, @Setting(label = "D",
	meaning = "Where labels travel: both, forward or backward.") Direction direction, @Setting(min = 1, max = 20,
		label = "P", meaning = "Passes over the movie; those before the last collect memories.") int passes, @Setting(
			min = 16, max = 8192, zero = "what the model needs", label = "R",
			meaning = "Shorter side in pixels at which the network sees frames.") int resolution, @Setting(label = "C",
				meaning = "auto: grey frames are stretched; none: intensities from 0 to 255 as they are.") Contrast contrast,
		@Setting(meaning = "Parts of an object become objects of their own, with a parent.") boolean divisions) {

	/** Where labels travel. */
	public enum Direction {
			BOTH, FORWARD, BACKWARD
	}

	/** How intensities become what the network knows. */
	public enum Contrast {
			/** Colours as they are, from 0 to 255; grey stretched frame by frame. */
			AUTO,
			/** From 0 to 255, as they are. */
			NONE
	}

	/**
	 * @throws IllegalArgumentException if a number is out of range; the message
	 *           names the setting
	 */
	public StcnOptions {
		Settings.check(StcnOptions.class, network, memory, direction, passes, resolution, contrast, divisions);
	}

	/** The first model, bounded memory, both directions, one pass. */
	public static StcnOptions defaults() {
		return new StcnOptions(NetworkOptions.defaults(), MemoryOptions.defaults(), Direction.BOTH, 1, 0, Contrast.AUTO,
			false);
	}

	/** See {@link NetworkOptions#model()}. */
	public String model() {
		return network.model();
	}

	public StcnOptions withModel(final String id) {
		return Settings.with(this, "model", id);
	}

	public StcnOptions withMemory(final MemoryOptions newMemory) {
		return new StcnOptions(network, newMemory, direction, passes, resolution, contrast, divisions);
	}

	public StcnOptions withDirection(final Direction newDirection) {
		return new StcnOptions(network, memory, newDirection, passes, resolution, contrast, divisions);
	}

	public StcnOptions withPasses(final int number) {
		return new StcnOptions(network, memory, direction, number, resolution, contrast, divisions);
	}

	public StcnOptions withResolution(final int pixels) {
		return new StcnOptions(network, memory, direction, passes, pixels, contrast, divisions);
	}

	public StcnOptions withContrast(final Contrast newContrast) {
		return new StcnOptions(network, memory, direction, passes, resolution, newContrast, divisions);
	}

	public StcnOptions withDivisions(final boolean noted) {
		return new StcnOptions(network, memory, direction, passes, resolution, contrast, noted);
	}

	public StcnOptions withDevice(final Device device) {
		return Settings.with(this, "device", device);
	}

	public StcnOptions withThreads(final int threads) {
		return Settings.with(this, "threads", threads);
	}
}
