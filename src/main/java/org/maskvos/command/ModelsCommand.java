package org.maskvos.command;

import ij.measure.ResultsTable;

import java.io.IOException;

import org.maskvos.model.ModelException;
import org.maskvos.model.ModelInfo;
import org.maskvos.model.ModelLibrary;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Lists the installed models: their ids for macros, their licences, where they are. */
@Plugin(type = Command.class, headless = true, menuPath = "Plugins > MaskVOS > MaskVOS Models",
	description = "Lists the installed models.")
public final class ModelsCommand extends MaskVosCommand {

	@Parameter(type = ItemIO.OUTPUT, label = "MaskVOS Models")
	private ResultsTable table;

	// -- MaskVosCommand methods --

	@Override
	void execute() throws IOException {
		final ModelLibrary library = ModelLibrary.standard();
		log().info("Model folders: " + library.folders());
		table = new ResultsTable();
		for (final String id : library.ids()) {
			table.addRow();
			table.addValue("model", id);
			try {
				describe(library.find(id).info());
			}
			catch (final ModelException exc) {
				table.addValue("name", exc.getMessage());
				log().warn(exc.getMessage());
			}
		}
	}

	private void describe(final ModelInfo model) {
		table.addValue("name", model.name());
		table.addValue("systems", String.join(", ", model.kind()));
		table.addValue("object_diameter", model.objectDiameter());
		table.addValue("MB", model.bytes() / 1e6);
		table.addValue("licence", model.licence());
		table.addValue("authors", String.join(", ", model.authors()));
		table.addValue("location", model.location());
		log().info(model.id() + ": " + model.name() + " (" + model.location() + ")");
	}
}
