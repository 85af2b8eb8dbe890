package org.maskvos.command;

import ij.IJ;
import ij.Prefs;

import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;

import net.imagej.patcher.LegacyInjector;

import org.scijava.Context;

/**
 * As much of Fiji as Maven Central has, for {@link FijiMacros}: runs real
 * ImageJ macros, one after the other, without a window.
 * <p>
 * ImageJ 1 is changed by the real {@code ij1-patcher}, as in Fiji. What is
 * missing is {@code imagej-legacy}, which lets {@code run("...")} find SciJava
 * commands; {@link FijiHooks} and {@link FijiMacroProcessors} do that part.
 * </p>
 */
final class FijiMain {

	static {
		// NB: Before the first class of ImageJ 1 is loaded.
		LegacyInjector.preinit(FijiMain.class.getClassLoader());
	}

	private FijiMain() {}

	/** Runs the macros whose files are given. */
	public static void main(final String... files) throws Exception {
		final Context context = new Context();
		final FakeSegmenters segmenters = new FakeSegmenters();
		segmenters.beforeFrame = t -> {
			if (t == 1 && Prefs.get("escape.pressed", false)) IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		};
		final FijiHooks hooks = new FijiHooks(context, segmenters);
		LegacyInjector.installHooks(FijiMain.class.getClassLoader(), hooks);
		hooks.addMenuItems();
		for (final String file : files) {
			System.out.println("@begin " + file);
			final String result = run(Files.readString(Path.of(file)));
			System.out.println();
			System.out.println("@end " + result);
		}
		System.out.flush();
		Runtime.getRuntime().halt(0);
	}

	// -- Helper methods --

	/** As imagej-legacy's {@code IJ1Helper.runMacroFriendly} does. */
	private static String run(final String macro) {
		final Thread thread = Thread.currentThread();
		final String name = thread.getName();
		ij.macro.Interpreter.batchMode = true;
		try {
			thread.setName("Run$_" + name + "Macro$");
			return IJ.runMacro(macro, "");
		}
		finally {
			thread.setName(name);
		}
	}
}
