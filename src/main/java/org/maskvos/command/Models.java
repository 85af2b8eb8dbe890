package org.maskvos.command;

import java.util.ArrayList;
import java.util.List;

import org.maskvos.model.ModelException;
import org.scijava.log.LogService;

/** What the parameter {@code model} of the segmenting commands means. */
final class Models {

	/** The model that comes with the plugin. */
	static final String AUTO = "auto";

	private Models() {}

	/**
	 * @return the id of a model package; empty for {@link #AUTO}
	 * @throws IllegalArgumentException if there is none of this id; the message names
	 *           the parameter, and the ids that there are
	 */
	static String id(final String parameter, final String value, final Segmenters segmenters, final LogService log) {
		final List<String> ids = new ArrayList<>(List.of(AUTO));
		try {
			ids.addAll(segmenters.models());
		}
		catch (final ModelException exc) {
			log.warn(exc.getMessage());
		}
		final String id = Parameters.choice(parameter, value, ids);
		return AUTO.equals(id) ? "" : id;
	}
}
