package org.maskvos.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The cells in and around the field of view. They wander, push each other
 * aside, divide, and cross the border of the view; beyond it lies a margin in
 * which surplus cells vanish and missing ones turn up, unseen.
 */
final class Colony {

	/** Neighbours this close (in radii of both) are pushed apart. */
	private static final double CONTACT = 0.96;
	/** With so many neighbours a cell does not divide. */
	private static final int CROWDED = 5;

	final List<Cell> cells = new ArrayList<>();

	private final SimulationOptions options;
	private final Random random;
	private final double margin;
	private final int population;

	Colony(final SimulationOptions options, final Random random) {
		this.options = options;
		this.random = random;
		margin = 2 * options.objectDiameter() + CameraPath.REACH;
		final double view = (double) options.width() * options.height();
		final double world = (options.width() + 2 * margin) * (options.height() + 2 * margin);
		population = (int) Math.min(20_000, Math.ceil(options.cells() * world / view));
		for (int i = 0; i < population; i++)
			cells.add(settle(newCell()));
		for (int i = 0; i < 40; i++)
			pushApart();
	}

	/** One frame further. */
	void advance() {
		for (final Cell cell : List.copyOf(cells)) {
			cell.parent = 0;
			cell.advance(random, options.speed());
			if (cell.countdown == 0) divide(cell);
			else if (cell.countdown > 0) cell.countdown--;
			else if (random.nextDouble() < options.divisions() && mayDivide(cell)) cell.countdown = Cell.MITOSIS;
		}
		for (int i = 0; i < 3; i++)
			pushApart();
		balance();
	}

	// -- Helper methods --

	private Cell newCell() {
		final double maxElongation = options.modality() == Modality.PHASE ? 2.2 : 1.6;
		final double roughness = options.modality() == Modality.FLUORESCENCE ? 0.09 : 0.16;
		return new Cell(random, options.objectDiameter() / 2, maxElongation, roughness);
	}

	private Cell settle(final Cell cell) {
		cell.x = random.nextDouble() * (options.width() + 2 * margin) - margin;
		cell.y = random.nextDouble() * (options.height() + 2 * margin) - margin;
		return cell;
	}

	private boolean mayDivide(final Cell cell) {
		int neighbours = 0;
		for (final Cell other : cells)
			if (Math.hypot(other.x - cell.x, other.y - cell.y) < 1.4 * options.objectDiameter()) neighbours++;
		return cell.rounded == 0 && neighbours <= CROWDED && cells.size() < 2 * population;
	}

	/** Replaces a cell by two, side by side on a random axis. */
	private void divide(final Cell mother) {
		final double axis = 2 * Math.PI * random.nextDouble();
		cells.remove(mother);
		for (int side = -1; side <= 1; side += 2) {
			final Cell child = newCell();
			child.parent = mother.id;
			child.radius = mother.radius / Math.sqrt(2);
			child.rounded = 0.9;
			child.x = mother.x + side * 0.7 * child.radius * Math.cos(axis);
			child.y = mother.y + side * 0.7 * child.radius * Math.sin(axis);
			child.vx = side * 0.2 * child.radius * Math.cos(axis);
			child.vy = side * 0.2 * child.radius * Math.sin(axis);
			child.angle = axis + Math.PI / 2;
			cells.add(child);
		}
	}

	private void pushApart() {
		for (int i = 0; i < cells.size(); i++) {
			final Cell a = cells.get(i);
			for (int j = i + 1; j < cells.size(); j++)
				push(a, cells.get(j));
			a.x = Math.max(-margin, Math.min(options.width() + margin, a.x));
			a.y = Math.max(-margin, Math.min(options.height() + margin, a.y));
		}
	}

	private static void push(final Cell a, final Cell b) {
		final double dx = b.x - a.x, dy = b.y - a.y;
		final double near = CONTACT * (a.radius + b.radius);
		final double squared = dx * dx + dy * dy;
		if (squared >= near * near) return;
		final double distance = Math.sqrt(squared) + 1e-6;
		final double shift = 0.35 * (near - distance) / distance;
		a.x -= shift * dx;
		a.y -= shift * dy;
		b.x += shift * dx;
		b.y += shift * dy;
	}

	/** Keeps the number of cells steady, changing only what is out of view. */
	private void balance() {
		cells.removeIf(cell -> cells.size() > population && outside(cell));
		for (int tries = 0; cells.size() < population && tries < 20; tries++) {
			final Cell cell = settle(newCell());
			if (outside(cell)) cells.add(cell);
		}
	}

	private boolean outside(final Cell cell) {
		final double clear = cell.reach() + CameraPath.REACH;
		return cell.x < -clear || cell.y < -clear || cell.x > options.width() + clear || cell.y > options.height() + clear;
	}
}
