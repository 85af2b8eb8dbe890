package org.maskvos.vos.maskvos;

import org.maskvos.model.Device;

/**
 * Settings of the MaskVOS segmenter. Immutable; the {@code with} methods return
 * changed copies.
 *
 * @param model id of a model package; empty for the bundled one
 * @param objectDiameter diameter in px of the movie of a circle with the area of
 *          a typical object; 0 to estimate it from the movie
 * @param output instances, or one foreground mask
 * @param device where the networks run
 * @param threads of the CPU; 0 for all processors
 */
public record MaskVosOptions(String model, double objectDiameter, Output output,
	Device device, int threads)
{

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
		if (!(objectDiameter == 0 || objectDiameter >= 3 && objectDiameter <= 5000))
			throw new IllegalArgumentException("object_diameter must be 0 (estimate) or 3 to 5000 pixels, not " +
				objectDiameter + ".");
		if (threads < 0 || threads > 1024)
			throw new IllegalArgumentException("threads must be 0 (all) to 1024, not " + threads + ".");
	}

	/** The bundled model, estimated diameter, instances, automatic device. */
	public static MaskVosOptions defaults() {
		return new MaskVosOptions("", 0, Output.INSTANCES, Device.AUTO, 0);
	}

	public MaskVosOptions withModel(final String id) {
		return new MaskVosOptions(id, objectDiameter, output, device, threads);
	}

	public MaskVosOptions withObjectDiameter(final double pixels) {
		return new MaskVosOptions(model, pixels, output, device, threads);
	}

	public MaskVosOptions withOutput(final Output newOutput) {
		return new MaskVosOptions(model, objectDiameter, newOutput, device, threads);
	}

	public MaskVosOptions withDevice(final Device newDevice) {
		return new MaskVosOptions(model, objectDiameter, output, newDevice, threads);
	}

	public MaskVosOptions withThreads(final int newThreads) {
		return new MaskVosOptions(model, objectDiameter, output, device, newThreads);
	}
}
