package org.maskvos.vos.stcn;

import org.maskvos.model.Device;
import org.maskvos.propagation.MemoryOptions;

/**
 * Settings of the propagation. Immutable; the {@code with} methods return changed
 * copies.
 *
 * @param model id of a model package, or its folder; empty for the first one that
 *          propagates
 * @param memory what is remembered
 * @param direction from an annotation to later frames, earlier ones, or both
 * @param passes over the movie: the last one writes labels, those before collect
 *          memories: in random order, or there and back if the package knows of motion
 * @param resolution shorter side in px at which the network sees frames; 0 for
 *          what the model package says
 * @param contrast how intensities become what the network knows
 * @param divisions whether parts of an object become objects of their own
 * @param device where the networks run
 * @param threads of the CPU; 0 for all processors
 */
public record StcnOptions(String model, MemoryOptions memory, Direction direction, int passes, int resolution,
	Contrast contrast, boolean divisions, Device device, int threads)
{

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
		if (passes < 1 || passes > 20) throw new IllegalArgumentException("passes must be 1 to 20, not " + passes + ".");
		if (resolution != 0 && (resolution < 16 || resolution > 8192))
			throw new IllegalArgumentException("resolution must be 0 (what the model needs) or 16 to 8192 pixels, not " +
				resolution + ".");
		if (threads < 0 || threads > 1024)
			throw new IllegalArgumentException("threads must be 0 (all) to 1024, not " + threads + ".");
	}

	/** The first model, bounded memory, both directions, one pass. */
	public static StcnOptions defaults() {
		return new StcnOptions("", MemoryOptions.defaults(), Direction.BOTH, 1, 0, Contrast.AUTO, false, Device.AUTO, 0);
	}

	public StcnOptions withModel(final String id) {
		return new StcnOptions(id, memory, direction, passes, resolution, contrast, divisions, device, threads);
	}

	public StcnOptions withMemory(final MemoryOptions newMemory) {
		return new StcnOptions(model, newMemory, direction, passes, resolution, contrast, divisions, device, threads);
	}

	public StcnOptions withDirection(final Direction newDirection) {
		return new StcnOptions(model, memory, newDirection, passes, resolution, contrast, divisions, device, threads);
	}

	public StcnOptions withPasses(final int number) {
		return new StcnOptions(model, memory, direction, number, resolution, contrast, divisions, device, threads);
	}

	public StcnOptions withResolution(final int pixels) {
		return new StcnOptions(model, memory, direction, passes, pixels, contrast, divisions, device, threads);
	}

	public StcnOptions withContrast(final Contrast newContrast) {
		return new StcnOptions(model, memory, direction, passes, resolution, newContrast, divisions, device, threads);
	}

	public StcnOptions withDivisions(final boolean noted) {
		return new StcnOptions(model, memory, direction, passes, resolution, contrast, noted, device, threads);
	}

	public StcnOptions withDevice(final Device newDevice) {
		return new StcnOptions(model, memory, direction, passes, resolution, contrast, divisions, newDevice, threads);
	}

	public StcnOptions withThreads(final int newThreads) {
		return new StcnOptions(model, memory, direction, passes, resolution, contrast, divisions, device, newThreads);
	}
}
