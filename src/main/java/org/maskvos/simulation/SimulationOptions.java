package org.maskvos.simulation;

/**
 * Settings of a {@link CellSimulation}. Immutable; the {@code with} methods
 * return changed copies. The same settings always give the same movie.
 *
 * @param modality the microscope
 * @param frames length of the movie
 * @param width in px
 * @param height in px
 * @param cells about how many are in view at the start
 * @param objectDiameter diameter of a circle with the area of a typical cell, in
 *          px
 * @param seed of all random numbers
 * @param speed typical step of a cell, in px per frame
 * @param divisions probability that a cell divides in a frame
 * @param camouflage whether cells have the look of a textured, static background,
 *          so that only their motion betrays them
 */
public record SimulationOptions(Modality modality, int frames, int width,
	int height, int cells, double objectDiameter, long seed, double speed,
	double divisions, boolean camouflage)
{

	/**
	 * @throws IllegalArgumentException if a number is out of range; the message
	 *           names the setting
	 */
	public SimulationOptions {
		check("frames", frames, 1, 1_000_000);
		check("width", width, 1, 16_384);
		check("height", height, 1, 16_384);
		check("cells", cells, 0, 5_000);
		check("object_diameter", objectDiameter, 6, 500);
		check("speed", speed, 0, 100);
		check("divisions", divisions, 0, 0.2);
	}

	/** Whether so many cells can be in view without being crushed. */
	boolean fits() {
		final double area = Math.PI / 4 * objectDiameter * objectDiameter;
		return cells <= 1 || cells * area <= 0.8 * width * height;
	}

	/** Twenty frames of 256 x 256, phase contrast, 24 cells of 24 px. */
	public static SimulationOptions defaults() {
		return new SimulationOptions(Modality.PHASE, 20, 256, 256, 24, 24, 1, 3, 0.01, false);
	}

	public SimulationOptions withModality(final Modality newModality) {
		return new SimulationOptions(newModality, frames, width, height, cells, objectDiameter, seed,
			speed, divisions, camouflage);
	}

	public SimulationOptions withFrames(final int newFrames) {
		return new SimulationOptions(modality, newFrames, width, height, cells, objectDiameter, seed,
			speed, divisions, camouflage);
	}

	public SimulationOptions withSize(final int newWidth, final int newHeight) {
		return new SimulationOptions(modality, frames, newWidth, newHeight, cells, objectDiameter, seed,
			speed, divisions, camouflage);
	}

	public SimulationOptions withCells(final int newCells) {
		return new SimulationOptions(modality, frames, width, height, newCells, objectDiameter, seed,
			speed, divisions, camouflage);
	}

	public SimulationOptions withObjectDiameter(final double pixels) {
		return new SimulationOptions(modality, frames, width, height, cells, pixels, seed, speed,
			divisions, camouflage);
	}

	public SimulationOptions withSeed(final long newSeed) {
		return new SimulationOptions(modality, frames, width, height, cells, objectDiameter, newSeed,
			speed, divisions, camouflage);
	}

	public SimulationOptions withSpeed(final double pixelsPerFrame) {
		return new SimulationOptions(modality, frames, width, height, cells, objectDiameter, seed,
			pixelsPerFrame, divisions, camouflage);
	}

	public SimulationOptions withDivisions(final double probability) {
		return new SimulationOptions(modality, frames, width, height, cells, objectDiameter, seed,
			speed, probability, camouflage);
	}

	public SimulationOptions withCamouflage(final boolean newCamouflage) {
		return new SimulationOptions(modality, frames, width, height, cells, objectDiameter, seed,
			speed, divisions, newCamouflage);
	}

	// -- Helper methods --

	private static void check(final String name, final double value, final double min,
		final double max)
	{
		if (!(value >= min && value <= max)) throw new IllegalArgumentException(name + " must be " +
			number(min) + " to " + number(max) + ", not " + number(value) + ".");
	}

	private static String number(final double value) {
		return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
			: Double.toString(value);
	}
}
