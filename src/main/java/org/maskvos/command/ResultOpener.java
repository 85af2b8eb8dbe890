package org.maskvos.command;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;

import java.awt.GraphicsEnvironment;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.thread.ThreadService;

/**
 * Opens the outputs of our commands, so that an image is the active one
 * afterwards: in a window, in batch mode, and in a macro without any window. No two results have the same title.
 * Scripts get the same outputs from the module, and need not have them opened.
 * <p>
 * SciJava alone does not do that: without a window it only prints an
 * {@link ImagePlus}. And {@link ImagePlus#show()} alone, called from a command,
 * notes the image as the current one of <em>this</em> thread. The thread belongs
 * to a pool: the next command that happens to get it would take this result for
 * its input, whatever image the macro selected. The macro itself, in its own
 * thread, would not see the result as active.
 * </p>
 */
@Plugin(type = PostprocessorPlugin.class)
public final class ResultOpener extends AbstractPostprocessorPlugin {

	@Parameter
	private ThreadService threadService;

	// -- ModuleProcessor methods --

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof MaskVosCommand)) return;
		for (final ModuleItem<?> output : module.getInfo().outputs()) {
			final Object value = module.getOutput(output.getName());
			if (value instanceof ImagePlus image) show(image);
			if (value instanceof ResultsTable table) show(table, output.getLabel());
			// NB: So that SciJava does not show it a second time.
			module.resolveOutput(output.getName());
		}
	}

	// -- Helper methods --

	/**
	 * NB: A script without a window has no use for open images, and nobody would
	 * ever close them.
	 */
	private void show(final ImagePlus image) {
		final boolean batch = Interpreter.isBatchMode();
		if (GraphicsEnvironment.isHeadless() && !(batch && IJ.isMacro())) return;
		image.setTitle(OpenImages.uniqueTitle(image.getTitle()));
		image.show();
		WindowManager.setTempCurrentImage(null);
		if (!batch || Interpreter.getInstance() == null) return;
		// NB: The interpreter clears the current image of its thread when it ends.
		final Thread macro = threadService.getParent(null);
		if (macro != null) WindowManager.setTempCurrentImage(macro, image);
	}

	/** Without a window, ImageJ has a single table, which macros read: "Results". */
	private static void show(final ResultsTable table, final String title) {
		if (!GraphicsEnvironment.isHeadless()) table.show(OpenImages.uniqueTableTitle(title));
		else if (IJ.isMacro()) Analyzer.setResultsTable(table);
	}
}
