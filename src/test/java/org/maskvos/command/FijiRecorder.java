package org.maskvos.command;

import ij.IJ;
import ij.ImagePlus;
import ij.plugin.frame.Recorder;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import org.scijava.ItemVisibility;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

/** Records what a command of a menu was given, by the rules of imagej-legacy. */
final class FijiRecorder {

	/** Inputs that were resolved when recording began: services, and what imagej-legacy filled. */
	private static final Map<Module, Set<String>> EXCLUDED = Collections.synchronizedMap(new WeakHashMap<>());

	private FijiRecorder() {}

	/** NB: Its name comes after that of the active image's, which runs at the same priority. */
	@Plugin(type = PreprocessorPlugin.class, priority = Priority.VERY_HIGH + 1)
	public static class Start extends AbstractPreprocessorPlugin {

		@Override
		public void process(final Module module) {
			if (IJ.isMacro()) return;
			Recorder.resetCommandOptions();
			final Set<String> excluded = new HashSet<>();
			for (final ModuleItem<?> input : module.getInfo().inputs())
				if (module.isInputResolved(input.getName())) excluded.add(input.getName());
			EXCLUDED.put(module, excluded);
		}
	}

	/** Writes all values that came later. */
	@Plugin(type = PostprocessorPlugin.class, priority = Priority.VERY_LOW)
	public static class End extends AbstractPostprocessorPlugin {

		@Override
		public void process(final Module module) {
			final Set<String> excluded = EXCLUDED.remove(module);
			if (excluded == null) return;
			for (final ModuleItem<?> input : module.getInfo().inputs()) {
				final Object value = module.getInput(input.getName());
				if (excluded.contains(input.getName()) || value == null || input.getVisibility() == ItemVisibility.MESSAGE)
					continue;
				Recorder.recordOption(input.getName(), value instanceof ImagePlus image ? image.getTitle() : value.toString());
			}
		}
	}
}
