package org.maskvos.command;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.plugin.frame.RoiManager;

import java.awt.Color;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

import org.scijava.Context;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;

/** The windows of {@link FijiWindows}, arranged and photographed. */
final class FijiScreen {

	/** Time that a window takes to be drawn, in milliseconds. */
	private static final int DRAWN = 1500;
	/** Around what is photographed, and between windows, in px. */
	private static final int MARGIN = 8;
	/** Percentage of pixels that become black or white. */
	private static final String SATURATED = "saturated=0.3";

	private final Context context;
	private final FijiHooks hooks;
	private final Path folder;
	private final Robot robot = new Robot();

	/** @param folder to write to */
	FijiScreen(final Context context, final FijiHooks hooks, final Path folder) throws Exception {
		this.context = context;
		this.hooks = hooks;
		this.folder = folder;
	}

	/**
	 * @param movie to segment
	 * @param rois ROI set with some of its cells
	 */
	void run(final Path movie, final Path rois) throws Exception {
		background();
		final ImageJ main = new ImageJ();
		hooks.addMenuItems();
		place(main, MARGIN, MARGIN);
		final ImagePlus cells = IJ.openImage(movie.toString());
		cells.setTitle("cells.tif");
		IJ.run(cells, "Enhance Contrast", SATURATED);
		show(cells, below(main));

		context.service(PluginService.class).addPlugin(new PluginInfo<>(FijiDialog.class, PreprocessorPlugin.class));
		final Window dialog = dialog();
		place(dialog, beside(cells.getWindow()));
		photograph("fiji-segment.png", main, cells.getWindow(), dialog);
		EventQueue.invokeAndWait(dialog::dispose);

		IJ.runMacro("run('Segment Time-Lapse...', 'movie=cells.tif object_diameter=0')");
		final ImagePlus labels = WindowManager.getImage(WindowManager.getIDList()[WindowManager.getImageCount() - 1]);
		show(labels, beside(cells.getWindow()));
		for (final ImagePlus each : List.of(cells, labels))
			each.setSlice(each.getStackSize() / 2);
		photograph("fiji-result.png", main, cells.getWindow(), labels.getWindow());

		labels.close();
		cells.setSlice(1);
		final RoiManager manager = new RoiManager();
		manager.open(rois.toString());
		manager.runCommand(cells, "Show All with labels");
		place(manager, beside(cells.getWindow()));
		photograph("fiji-rois.png", main, cells.getWindow(), manager);
	}

	// -- Helper methods --

	/** A desktop in one colour. */
	private void background() throws Exception {
		final Window desktop = new Window(null);
		desktop.setBackground(new Color(0x8899aa));
		desktop.setSize(Toolkit.getDefaultToolkit().getScreenSize());
		desktop.setFocusableWindowState(false);
		desktop.setVisible(true);
		desktop.toBack();
		robot.delay(DRAWN);
	}

	private static Rectangle below(final Window window) {
		final Rectangle bounds = window.getBounds();
		return new Rectangle(bounds.x, bounds.y + bounds.height + MARGIN, 0, 0);
	}

	private static Rectangle beside(final Window window) {
		final Rectangle bounds = window.getBounds();
		return new Rectangle(bounds.x + bounds.width + MARGIN, bounds.y, 0, 0);
	}

	private void show(final ImagePlus image, final Rectangle corner) throws Exception {
		if (image.getWindow() == null) image.show();
		robot.delay(DRAWN);
		while (image.getCanvas().getMagnification() < 2)
			image.getCanvas().zoomIn(0, 0);
		place(image.getWindow(), corner);
	}

	private void place(final Window window, final Rectangle corner) throws Exception {
		EventQueue.invokeAndWait(() -> {
			window.setLocation(corner.x, corner.y);
			window.toFront();
		});
		robot.delay(DRAWN);
	}

	private void place(final Window window, final int x, final int y) throws Exception {
		place(window, new Rectangle(x, y, 0, 0));
	}

	/** The dialog of the command, as its menu item would open it. */
	private Window dialog() {
		final List<Window> before = showing();
		IJ.doCommand("Segment Time-Lapse...");
		for (int i = 0; i < 100; i++) {
			robot.delay(100);
			for (final Window window : showing())
				if (!before.contains(window)) return window;
		}
		throw new IllegalStateException("The command opened no dialog.");
	}

	private static List<Window> showing() {
		final List<Window> result = new ArrayList<>();
		for (final Window window : Window.getWindows())
			if (window.isShowing() && !(window instanceof Frame)) result.add(window);
		return result;
	}

	private void photograph(final String name, final Window... windows) throws Exception {
		robot.mouseMove(0, 0);
		robot.delay(DRAWN);
		final Rectangle area = windows[0].getBounds();
		for (final Window window : windows)
			area.add(window.getBounds());
		area.grow(MARGIN, MARGIN);
		ImageIO.write(robot.createScreenCapture(area), "png", folder.resolve(name).toFile());
	}
}
