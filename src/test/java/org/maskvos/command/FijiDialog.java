package org.maskvos.command;

import ij.IJ;
import ij.gui.NonBlockingGenericDialog;

import java.util.List;

import org.scijava.ItemVisibility;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.service.Service;

/**
 * Asks for the inputs that nothing has set, in ImageJ's own toolkit: for pictures only, and so no plugin that Fiji or a
 * test would find. Whatever is typed, the defaults are taken.
 */
public final class FijiDialog extends AbstractPreprocessorPlugin {

	/** Characters of a text field. */
	private static final int COLUMNS = 18;

	@Override
	public void process(final Module module) {
		if (IJ.isMacro()) return;
		final String label = module.getInfo().getMenuPath().getLeaf().getName();
		final NonBlockingGenericDialog dialog = new NonBlockingGenericDialog(label.replace("...", ""));
		for (final ModuleItem<?> input : module.getInfo().inputs())
			if (!module.isInputResolved(input.getName()) && !Service.class.isAssignableFrom(input.getType())) add(dialog,
				input, module.getInput(input.getName()));
		dialog.showDialog();
		if (dialog.wasCanceled()) cancel("");
	}

	// -- Helper methods --

	private static void add(final NonBlockingGenericDialog dialog, final ModuleItem<?> input, final Object value) {
		final String label = input.getLabel();
		final List<?> choices = input.getChoices();
		if (input.getVisibility() == ItemVisibility.MESSAGE) dialog.addMessage(label + ": " + value);
		else if (choices != null && !choices.isEmpty()) dialog.addChoice(label, choices.stream().map(String::valueOf)
			.toArray(String[]::new), String.valueOf(value));
		else if (value instanceof Number) dialog.addNumericField(label, ((Number) value).doubleValue(), 0, COLUMNS / 2, "");
		else if (input.getType() == Boolean.class) dialog.addCheckbox(label, Boolean.TRUE.equals(value));
		else if (input.getType() == String.class) dialog.addStringField(label, value == null ? "" : value.toString(),
			COLUMNS);
	}
}
