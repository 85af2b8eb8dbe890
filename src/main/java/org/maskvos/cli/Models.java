package org.maskvos.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.maskvos.model.ModelException;
import org.maskvos.model.ModelInfo;
import org.maskvos.model.ModelLibrary;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maskvos models}: what networks there are, and whether they are whole. */
@Command(name = "models", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
	description = "Lists, describes and checks model packages.", //
	subcommands = { Models.ListAll.class, Models.Info.class, Models.Verify.class })
final class Models implements Runnable {

	@Spec
	private CommandSpec spec;

	@Override
	public void run() {
		throw new ParameterException(spec.commandLine(), "Missing subcommand list, info or verify");
	}

	@Command(name = "list", description = "Lists all packages, the default one first.")
	static final class ListAll extends Job {

		@Override
		public Integer call() throws ModelException {
			final ModelLibrary library = ModelLibrary.standard();
			final Map<String, Object> packages = new LinkedHashMap<>();
			final List<String> lines = new ArrayList<>();
			for (final String id : library.ids()) {
				try {
					final ModelInfo info = library.find(id).info();
					packages.put(id, properties(info));
					lines.add(String.format(Locale.ROOT, "%-24s %-16s %5.1f MB  %s", id, String.join("+", info.kind()), info
						.bytes() / 1e6, info.name()));
				}
				catch (final ModelException e) {
					packages.put(id, Map.of("error", e.getMessage()));
					lines.add(String.format("%-24s %s", id, e.getMessage()));
				}
			}
			result(packages, String.join(System.lineSeparator(), lines));
			return 0;
		}
	}

	@Command(name = "info", description = "Describes a package.")
	static final class Info extends Job {

		@Parameters(paramLabel = "ID", description = "Name of a package, as in the list.")
		private String id;

		@Override
		public Integer call() throws ModelException {
			final Map<String, Object> properties = properties(ModelLibrary.standard().find(id).info());
			final StringBuilder text = new StringBuilder();
			properties.forEach((key, value) -> text.append(String.format("%s%-16s %s", text.isEmpty() ? "" : System
				.lineSeparator(), key, value instanceof List<?> list ? list.toString().replaceAll("^\\[|\\]$", "") : value)));
			result(properties, text.toString());
			return 0;
		}
	}

	@Command(name = "verify", description = "Compares the checksums of one package, or of all.")
	static final class Verify extends Job {

		@Parameters(paramLabel = "ID", arity = "0..1", description = "Name of a package; all if left out.")
		private String id;

		@Override
		public Integer call() throws ModelException {
			final ModelLibrary library = ModelLibrary.standard();
			final Map<String, String> states = new LinkedHashMap<>();
			ModelException failure = null;
			for (final String each : id == null ? library.ids() : List.of(id)) {
				try {
					states.put(each, "intact, SHA-256 " + library.find(each).info().checksum());
				}
				catch (final ModelException e) {
					states.put(each, e.getMessage());
					failure = e;
				}
			}
			final List<String> lines = new ArrayList<>();
			states.forEach((name, state) -> lines.add(name + ": " + state));
			result(states, String.join(System.lineSeparator(), lines));
			if (failure != null) throw failure;
			return 0;
		}
	}

	// -- Helper methods --

	private static Map<String, Object> properties(final ModelInfo info) {
		final Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("id", info.id());
		properties.put("name", info.name());
		properties.put("description", info.description());
		properties.put("kind", info.kind());
		properties.put("licence", info.licence());
		properties.put("authors", info.authors());
		properties.put("object_diameter", info.objectDiameter());
		properties.put("bytes", info.bytes());
		properties.put("checksum", info.checksum());
		properties.put("location", info.location());
		return properties;
	}
}
