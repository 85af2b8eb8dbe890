package org.maskvos.command;

import ij.ImagePlus;
import ij.WindowManager;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Gives our commands the active image for a movie that nobody has named.
 * <p>
 * NB: imagej-legacy would do that, too, for a {@link Parameter} with {@code autoFill}. But it does so before it
 * notes which inputs are to be recorded, so that the recorded line would not name the movie.
 * </p>
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.VERY_HIGH)
public final class MovieFiller extends AbstractPreprocessorPlugin {

	// -- ModuleProcessor methods --

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof MaskVosCommand)) return;
		final ImagePlus active = WindowManager.getCurrentImage();
		if (active == null) return;
		for (final ModuleItem<?> input : module.getInfo().inputs()) {
			if (input.getType() != ImagePlus.class || module.isInputResolved(input.getName())) continue;
			module.setInput(input.getName(), active);
			module.resolveInput(input.getName());
		}
	}
}
