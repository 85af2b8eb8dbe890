package org.maskvos.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.Prefs;
import ij.WindowManager;

import java.lang.reflect.Type;

import org.scijava.ItemVisibility;
import org.scijava.Priority;
import org.scijava.convert.AbstractConverter;
import org.scijava.convert.ConvertService;
import org.scijava.convert.Converter;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.AbstractSingleInputPreprocessor;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputHarvester;

/** Fills the inputs of a command that a macro runs, by the rules of imagej-legacy. */
final class FijiMacroProcessors {

	private FijiMacroProcessors() {}

	/** Inputs that the macro names; a value which cannot be converted is skipped. */
	@Plugin(type = PreprocessorPlugin.class, priority = 2 * Priority.VERY_HIGH)
	public static class MacroValues extends AbstractPreprocessorPlugin {

		@Parameter
		private ConvertService converter;

		@Override
		public void process(final Module module) {
			final String options = IJ.isMacro() ? Macro.getOptions() : null;
			if (options == null) return;
			for (final ModuleItem<?> input : module.getInfo().inputs()) {
				final String value = Macro.getValue(options, input.getName(), null);
				if (value == null || !converter.supports(value, input.getType())) continue;
				module.setInput(input.getName(), converter.convert(value, input.getType()));
				module.resolveInput(input.getName());
			}
		}
	}

	/** The active image for a single unresolved image input. */
	@Plugin(type = PreprocessorPlugin.class, priority = Priority.VERY_HIGH + 1)
	public static class ActiveImage extends AbstractSingleInputPreprocessor {

		@Override
		public void process(final Module module) {
			final ImagePlus image = WindowManager.getCurrentImage();
			final String input = image == null ? null : getSingleInput(module, ImagePlus.class);
			if (input == null) return;
			module.setInput(input, image);
			module.resolveInput(input);
		}
	}

	/** The dialog for what is not resolved; Cancel is pressed if the preference dialog.cancel says so. */
	@Plugin(type = PreprocessorPlugin.class, priority = InputHarvester.PRIORITY)
	public static class Dialog extends AbstractPreprocessorPlugin {

		@Override
		public void process(final Module module) {
			if (!Prefs.get("dialog.cancel", false)) return;
			for (final ModuleItem<?> input : module.getInfo().inputs())
				if (!module.isInputResolved(input.getName()) && input.getVisibility() == ItemVisibility.NORMAL) cancel(null);
		}
	}

	/** An image by its id or title. */
	@Plugin(type = Converter.class)
	public static class ImageByTitle extends AbstractConverter<String, ImagePlus> {

		@Override
		public boolean canConvert(final Object src, final Class<?> dest) {
			return convert(src, dest) != null;
		}

		@Override
		public boolean canConvert(final Object src, final Type dest) {
			return dest instanceof Class && canConvert(src, (Class<?>) dest);
		}

		@Override
		public <T> T convert(final Object src, final Class<T> dest) {
			if (!(src instanceof String) || dest != ImagePlus.class) return null;
			final String text = (String) src;
			final ImagePlus byId = text.matches("-[0-9]{1,9}") ? WindowManager.getImage(Integer.parseInt(text)) : null;
			return dest.cast(byId != null ? byId : WindowManager.getImage(text));
		}

		@Override
		public Class<ImagePlus> getOutputType() {
			return ImagePlus.class;
		}

		@Override
		public Class<String> getInputType() {
			return String.class;
		}
	}
}
