package org.maskvos.command;

import java.nio.file.Path;

import net.imagej.patcher.LegacyInjector;

import org.scijava.Context;

/**
 * Takes the pictures of windows in the user guide: real ImageJ windows, our real commands with the real networks.
 * {@code docs/scripts/pictures} calls it, on a screen of its own.
 * <p>
 * As in {@link FijiMain}, what imagej-legacy does is done by {@link FijiHooks}. Fiji's own toolkit for dialogs,
 * scijava-ui-swing, is not on Maven Central either: {@link FijiDialog} shows the same fields in ImageJ's toolkit.
 * </p>
 */
final class FijiWindows {

	static {
		// NB: Before the first class of ImageJ 1 is loaded.
		LegacyInjector.preinit(FijiWindows.class.getClassLoader());
	}

	private FijiWindows() {}

	/** @param args a movie, a ROI set of some of its cells, and the folder to write to */
	public static void main(final String... args) throws Exception {
		final Context context = new Context();
		final FijiHooks hooks = new FijiHooks(context, Segmenters.standard());
		LegacyInjector.installHooks(FijiWindows.class.getClassLoader(), hooks);
		try {
			new FijiScreen(context, hooks, Path.of(args[2])).run(Path.of(args[0]), Path.of(args[1]));
		}
		catch (final Exception | Error exc) {
			exc.printStackTrace();
			Runtime.getRuntime().halt(1);
		}
		Runtime.getRuntime().halt(0);
	}
}
