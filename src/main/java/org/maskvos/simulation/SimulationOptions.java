package org.maskvos.simulation;

import org.maskvos.settings.Setting;
import org.maskvos.settings.Settings;

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
public record SimulationOptions(@Setting(label = "M", meaning = "phase, fluorescence or dic.") Modality modality,
		@Setting(min = 1, max = 1_000_000, meaning = "Length of the movie.") int frames, @Setting(min = 1, max = 16_384,
			label = "W", meaning = "In pixels.") int width, @Setting(min = 1, max = 16_384, label = "H",
				meaning = "In pixels.") int height, @Setting(min = 0, max = 5_000, meaning = "In view at the start.") int cells,
		@Setting(min = 6, max = 500, label = "D", meaning = "Of a cell, in pixels.") double objectDiameter, @Setting(
			label = "S", meaning = "The same seed gives the same movie.") long seed, @Setting(min = 0, max = 100, label = "V",
				meaning = "Of a cell, in pixels per frame.") double speed, @Setting(min = 0, max = 0.2, label = "P",
					meaning = "Probability that a cell divides in a frame.") double divisions, @Setting(
						meaning = "Cells look like the static background: only their motion shows them.") boolean camouflage) {

	/**
	 * @throws IllegalArgumentException if a number is out of range; the message
	 *           names the setting
	 */
	public SimulationOptions {
		Settings.check(SimulationOptions.class, modality, frames, width, height, cells, objectDiameter, seed, speed,
			divisions, camouflage);
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
		return new SimulationOptions(newModality, frames, width, height, cells, objectDiameter, seed, speed, divisions,
			camouflage);
	}

	public SimulationOptions withFrames(final int newFrames) {
		return new SimulationOptions(modality, newFrames, width, height, cells, objectDiameter, seed, speed, divisions,
			camouflage);
	}

	public SimulationOptions withSize(final int newWidth, final int newHeight) {
		return new SimulationOptions(modality, frames, newWidth, newHeight, cells, objectDiameter, seed, speed, divisions,
			camouflage);
	}

	public SimulationOptions withCells(final int newCells) {
		return new SimulationOptions(modality, frames, width, height, newCells, objectDiameter, seed, speed, divisions,
			camouflage);
	}

	public SimulationOptions withObjectDiameter(final double pixels) {
		return new SimulationOptions(modality, frames, width, height, cells, pixels, seed, speed, divisions, camouflage);
	}

	public SimulationOptions withSeed(final long newSeed) {
		return new SimulationOptions(modality, frames, width, height, cells, objectDiameter, newSeed, speed, divisions,
			camouflage);
	}

	public SimulationOptions withSpeed(final double pixelsPerFrame) {
		return new SimulationOptions(modality, frames, width, height, cells, objectDiameter, seed, pixelsPerFrame,
			divisions, camouflage);
	}

	public SimulationOptions withDivisions(final double probability) {
		return new SimulationOptions(modality, frames, width, height, cells, objectDiameter, seed, speed, probability,
			camouflage);
	}

	public SimulationOptions withCamouflage(final boolean newCamouflage) {
		return new SimulationOptions(modality, frames, width, height, cells, objectDiameter, seed, speed, divisions,
			newCamouflage);
	}

	// -- Helper methods --

	private static String number(final double value) {
		return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
	}
}
